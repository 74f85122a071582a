"""XlsxWriter, from wherever this plugin has it."""

try:
    import xlsxwriter
except ImportError:  # the ZIP brings its own
    from ..vendor import xlsxwriter

__all__ = ["xlsxwriter"]
