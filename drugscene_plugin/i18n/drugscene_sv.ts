<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
<context>
    <name>Drugscene</name>
    <message>
        <source>&quot;skapar otrygghet för omgivningen&quot; is read as perceived as problematic by the public</source>
        <translation>”skapar otrygghet för omgivningen” läses som: uppfattas som problematisk av allmänheten</translation>
    </message>
    <message>
        <source>({low} to {high})</source>
        <translation>({low} till {high})</translation>
    </message>
    <message>
        <source>.</source>
        <translation>,</translation>
    </message>
    <message>
        <source>0.1 to 0.5</source>
        <translation>0,1 till 0,5</translation>
    </message>
    <message>
        <source>0.5 to 1</source>
        <translation>0,5 till 1</translation>
    </message>
    <message>
        <source>1 and more</source>
        <translation>1 och fler</translation>
    </message>
    <message>
        <source>1 unsaved change</source>
        <translation>1 osparad ändring</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 %-intervall</translation>
    </message>
    <message>
        <source>A JSON file with crime groups of your own, in place of those above</source>
        <translation>En JSON-fil med egna brottsgrupper, i stället för dem ovan</translation>
    </message>
    <message>
        <source>A PostgreSQL connection saved in QGIS (or service=NAME):</source>
        <translation>En PostgreSQL-anslutning som är sparad i QGIS (eller service=NAMN):</translation>
    </message>
    <message>
        <source>A band of {band} m beside the scenes is not possible.</source>
        <translation>Ett band på {band} m intill drogscenerna är inte möjligt.</translation>
    </message>
    <message>
        <source>A baseline of the kind “{kind}” needs polygons, and the total area needs none.</source>
        <translation>En jämförelsebas av slaget ”{kind}” kräver polygoner, och den totala ytan kräver inga.</translation>
    </message>
    <message>
        <source>A baseline of the kind “{kind}” needs to know how many people live in each polygon, and no other kind does: name the field with the number of people.</source>
        <translation>En jämförelsebas av slaget ”{kind}” kräver ett antal personer för varje polygon, och inget annat slag gör det: ange fältet med antalet personer.</translation>
    </message>
    <message>
        <source>A comment. No personal data.</source>
        <translation>En kommentar. Inga personuppgifter.</translation>
    </message>
    <message>
        <source>A count below ten: no test was made.</source>
        <translation>Ett antal under tio: inget test gjordes.</translation>
    </message>
    <message>
        <source>A count of 0 is shown.</source>
        <translation>Antalet 0 visas.</translation>
    </message>
    <message>
        <source>A count of 0 is withheld like a small one.</source>
        <translation>Antalet 0 visas inte, lika lite som ett litet.</translation>
    </message>
    <message>
        <source>A crime is dated by its</source>
        <translation>Ett brott dateras efter</translation>
    </message>
    <message>
        <source>A decision is about a scene that no longer stands: from “{from_name}” to “{to_name}”, {kind}.</source>
        <translation>Ett beslut gäller en drogscen som inte längre finns: från ”{from_name}” till ”{to_name}”, {kind}.</translation>
    </message>
    <message>
        <source>A decision is stored at once; to change it, decide anew. Undo does not reach it.</source>
        <translation>Ett beslut lagras genast; besluta på nytt för att ändra det. Ångra når det inte.</translation>
    </message>
    <message>
        <source>A file of my own</source>
        <translation>En egen fil</translation>
    </message>
    <message>
        <source>A file with definitions or de-listing rules of your own, laid out as resources/schemes/definitions.json in the plugin&apos;s folder. It is kept with the round.</source>
        <translation>En fil med egna definitioner eller avklassningsregler, upplagd som resources/schemes/definitions.json i insticksprogrammets mapp. Den sparas med kartläggningen.</translation>
    </message>
    <message>
        <source>A goal of {goal} cannot be: it must be a number of 0 or more.</source>
        <translation>Ett mål på {goal} går inte: det måste vara ett tal som är 0 eller mer.</translation>
    </message>
    <message>
        <source>A layer of points, a CSV file with coordinates in two columns, or an archive of GeoParquet files. Nothing of its rows is kept.</source>
        <translation>Ett punktlager, en CSV-fil med koordinater i två kolumner eller ett arkiv av GeoParquet-filer. Inget av dess rader sparas.</translation>
    </message>
    <message>
        <source>A layer of points, a CSV file with coordinates in two columns, or an archive of GeoParquet files; or a table whose rows name their LPO or municipality instead, for totals by area. Nothing of its rows is kept.</source>
        <translation>Ett punktlager, en CSV-fil med koordinater i två kolumner eller ett arkiv av GeoParquet-filer; eller en tabell vars rader i stället nämner lokalpolisområde eller kommun, för summor per område. Inget av raderna sparas.</translation>
    </message>
    <message>
        <source>A layer of points, one a respondent, or a table with the distance and the local police area. Nothing of its rows is kept.</source>
        <translation>Ett punktlager, en punkt per svarande, eller en tabell med avståndet och lokalpolisområdet. Inget av dess rader sparas.</translation>
    </message>
    <message>
        <source>A layer of points, or a CSV file with coordinates in two columns. Nothing of its rows is kept.</source>
        <translation>Ett punktlager, eller en CSV-fil med koordinater i två kolumner. Inget av dess rader sparas.</translation>
    </message>
    <message>
        <source>A layer of points, or a table. Its rows are read, counted and forgotten.</source>
        <translation>Ett lager med punkter, eller en tabell. Raderna läses, räknas och glöms.</translation>
    </message>
    <message>
        <source>A layer of polygons, one a scene.</source>
        <translation>Ett polygonlager, en polygon per drogscen.</translation>
    </message>
    <message>
        <source>A layer of polygons, one an area.</source>
        <translation>Ett polygonlager, en polygon per område.</translation>
    </message>
    <message>
        <source>A layer of the links: the kind, both scenes, the share of each in the other, why it is proposed, and who has decided it. Its outline is the later scene&apos;s, or that of the scene that has ceased.</source>
        <translation>Ett lager med länkarna: slaget, båda drogscenerna, hur stor andel av var och en som ligger i den andra, varför länken föreslås och vem som har beslutat den. Avgränsningen är den senare drogscenens eller, för en upphörd, dess egen.</translation>
    </message>
    <message>
        <source>A layer of the rows that were not taken, as they came, with the row&apos;s number and the reason.</source>
        <translation>Ett lager med de rader som inte lästes in, som de kom, med radens nummer och skälet.</translation>
    </message>
    <message>
        <source>A layer of what was found: what, how grave, which scenes, and where.</source>
        <translation>Ett lager med anmärkningarna: vad, hur allvarligt, vilka drogscener och var.</translation>
    </message>
    <message>
        <source>A layout template (.qpt) of your own, or the name of one that comes with the plugin: {names}. None: the one that belongs to the level. Long tables go on to pages of the plugin&apos;s own.</source>
        <translation>En egen layoutmall (.qpt), eller namnet på en som följer med insticksprogrammet: {names}. Ingen: den som hör till nivån. Långa tabeller fortsätter på insticksprogrammets egna sidor.</translation>
    </message>
    <message>
        <source>A link ({kind}) names the scene {scene}, which its round does not have.</source>
        <translation>En länk ({kind}) nämner drogscenen {scene}, som inte finns i kartläggningen.</translation>
    </message>
    <message>
        <source>A list of crime codes, each with the days on which it is valid: outside them it is left out and reported. A star marks crime that is mostly found by control.</source>
        <translation>En lista med brottskoder, var och en med de dagar då den gäller: utanför dem räknas den inte med, och det redovisas. En stjärna märker brott som mest upptäcks genom kontroller.</translation>
    </message>
    <message>
        <source>A map of each local police area (LPO), to print</source>
        <translation>En karta över varje lokalpolisområde (LPO), att skriva ut</translation>
    </message>
    <message>
        <source>A note. No personal data.</source>
        <translation>En anteckning. Inga personuppgifter.</translation>
    </message>
    <message>
        <source>A page about each scene, to print</source>
        <translation>En sida om varje drogscen, att skriva ut</translation>
    </message>
    <message>
        <source>A page of</source>
        <translation>En sida av</translation>
    </message>
    <message>
        <source>A row a place; area in the plane of the coordinate system.</source>
        <translation>En rad per plats; ytan i koordinatsystemets plan.</translation>
    </message>
    <message>
        <source>A scene belongs to the area that holds most of its outline, unless a person decided otherwise.</source>
        <translation>En drogscen hör till det område som rymmer störst del av dess avgränsning, om inte en person bestämt annat.</translation>
    </message>
    <message>
        <source>A scene keeps its id over the rounds. Rows without one, or all when no field is given, get new ids.</source>
        <translation>En drogscen behåller sitt id från kartläggning till kartläggning. Rader utan id, eller alla om inget fält anges, får nya.</translation>
    </message>
    <message>
        <source>A scene of which less than this share lies in either outline has moved.</source>
        <translation>En drogscen av vilken mindre än denna andel är gemensam har flyttat.</translation>
    </message>
    <message>
        <source>A scene whose area changed by a smaller share is continued, not grown or shrunk.</source>
        <translation>En drogscen vars yta ändrats med en mindre andel kvarstår; den har inte växt eller krympt.</translation>
    </message>
    <message>
        <source>A share is 0: there is no risk ratio.</source>
        <translation>En andel är 0: det finns ingen riskkvot.</translation>
    </message>
    <message>
        <source>A store at {server} would have the same roles ({name}, …) as the one in the database {database}: who is let into one would be let into the other. Choose another schema.</source>
        <translation>En databas på {server} skulle få samma roller ({name}, …) som den i databasen {database}: den som släpps in i den ena skulle släppas in i den andra. Välj ett annat schema.</translation>
    </message>
    <message>
        <source>A table of the fields that both sides changed differently: as checked out, in the file and in the store.</source>
        <translation>En tabell över de fält som båda sidor ändrat olika: vid utcheckningen, i filen och i databasen.</translation>
    </message>
    <message>
        <source>A text file with semicolons, commas or tabs, in place of a layer; read as it stands.</source>
        <translation>En textfil med semikolon, komma eller tabb, i stället för ett lager; den läses som den är.</translation>
    </message>
    <message>
        <source>A word of your own</source>
        <translation>Ett eget ord</translation>
    </message>
    <message>
        <source>Above 0 in every row. None: every answer weighs the same.</source>
        <translation>Större än 0 på varje rad. Inget: alla svar väger lika.</translation>
    </message>
    <message>
        <source>Above 0 in every row; none: every answer weighs the same</source>
        <translation>Över 0 på varje rad; inget: alla svar väger lika</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Godta</translation>
    </message>
    <message>
        <source>Accept every proposal that is not unsure and needs no reason from a person</source>
        <translation>Godta varje förslag som inte är osäkert och inte kräver ett skäl av en person</translation>
    </message>
    <message>
        <source>Accept what is plain</source>
        <translation>Godta det som är klart</translation>
    </message>
    <message>
        <source>Accept {count}</source>
        <translation>Godta {count}</translation>
    </message>
    <message>
        <source>Accepted links: {count}.</source>
        <translation>Godtagna länkar: {count}.</translation>
    </message>
    <message>
        <source>Accepting links</source>
        <translation>Godtar länkar</translation>
    </message>
    <message>
        <source>Activities</source>
        <translation>Aktiviteter</translation>
    </message>
    <message>
        <source>Actor</source>
        <translation>Aktör</translation>
    </message>
    <message>
        <source>Adds up</source>
        <translation>Går ihop</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Efter</translation>
    </message>
    <message>
        <source>Against elsewhere (×)</source>
        <translation>Mot andra platser (×)</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alla</translation>
    </message>
    <message>
        <source>All boundaries are made up for the sample county.</source>
        <translation>Alla gränser är påhittade för exempellänet.</translation>
    </message>
    <message>
        <source>All ceased scenes together</source>
        <translation>Alla upphörda drogscener tillsammans</translation>
    </message>
    <message>
        <source>All columns</source>
        <translation>Alla kolumner</translation>
    </message>
    <message>
        <source>All crime groups</source>
        <translation>Alla brottsgrupper</translation>
    </message>
    <message>
        <source>All else was brought back. Settle each scene, then bring them back. Until then your edits stay in the file.</source>
        <translation>Allt annat har lämnats tillbaka. Avgör varje drogscen och lämna sedan tillbaka dem. Tills dess står dina ändringar kvar i filen.</translation>
    </message>
    <message>
        <source>All figures</source>
        <translation>Alla uppgifter</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alla filer (*)</translation>
    </message>
    <message>
        <source>All of these boundaries are official.</source>
        <translation>Alla dessa gränser är officiella.</translation>
    </message>
    <message>
        <source>All or nothing</source>
        <translation>Allt eller inget</translation>
    </message>
    <message>
        <source>All pages</source>
        <translation>Alla sidor</translation>
    </message>
    <message>
        <source>All tables in one workbook</source>
        <translation>Alla tabeller i en arbetsbok</translation>
    </message>
    <message>
        <source>Amphetamine</source>
        <translation>Amfetamin</translation>
    </message>
    <message>
        <source>An earlier published revision of the round. None: the round as it stands.</source>
        <translation>En tidigare publicerad revision av kartläggningen. Ingen: kartläggningen som den står.</translation>
    </message>
    <message>
        <source>An outline can only be drawn along a line, not along a {kind}.</source>
        <translation>En avgränsning kan bara ritas längs en linje, inte längs {kind}.</translation>
    </message>
    <message>
        <source>An outline must be a polygon or multipolygon, not a {kind}.</source>
        <translation>En avgränsning måste vara en polygon eller multipolygon, inte {kind}.</translation>
    </message>
    <message>
        <source>An overlap that is narrower comes from drawing, and is none.</source>
        <translation>Ett smalare överlapp beror på ritandet och räknas inte.</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Svar</translation>
    </message>
    <message>
        <source>Answer a criterion</source>
        <translation>Besvara ett kriterium</translation>
    </message>
    <message>
        <source>Answer found</source>
        <translation>Svar som finns</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Svar</translation>
    </message>
    <message>
        <source>Answers and tags from the earlier round still hold</source>
        <translation>Svar och uppgifter från den tidigare kartläggningen gäller fortfarande</translation>
    </message>
    <message>
        <source>Answers read</source>
        <translation>Lästa svar</translation>
    </message>
    <message>
        <source>Answers that count as none</source>
        <translation>Svar som räknas som inget</translation>
    </message>
    <message>
        <source>Answers that mean a problem</source>
        <translation>Svar som betyder ett problem</translation>
    </message>
    <message>
        <source>Answers that mean no problem</source>
        <translation>Svar som inte betyder ett problem</translation>
    </message>
    <message>
        <source>Answers that mean none was given</source>
        <translation>Svar som betyder att inget gavs</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Godkänn</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Godkänt</translation>
    </message>
    <message>
        <source>Approves or objects to the scenes of a local police area or municipality in a round, as they stand now. A scene that is changed afterwards is no longer signed. An area without scenes signs that it has none.</source>
        <translation>Godkänner eller invänder mot ett lokalpolisområdes eller en kommuns drogscener i en kartläggning, som de nu står. En drogscen som ändras därefter är inte längre godkänd. Ett område utan drogscener godkänner att det inte har några.</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Yta</translation>
    </message>
    <message>
        <source>Area (m²)</source>
        <translation>Yta (m²)</translation>
    </message>
    <message>
        <source>Area in the round before (m²)</source>
        <translation>Yta i föregående kartläggning (m²)</translation>
    </message>
    <message>
        <source>Area of the open drug scenes per local police area (LPO)</source>
        <translation>De öppna drogscenernas yta per lokalpolisområde (LPO)</translation>
    </message>
    <message>
        <source>Area of the open drug scenes per municipality</source>
        <translation>De öppna drogscenernas yta per kommun</translation>
    </message>
    <message>
        <source>Area of the open drug scenes, round by round</source>
        <translation>De öppna drogscenernas yta, kartläggning för kartläggning</translation>
    </message>
    <message>
        <source>Area, m²</source>
        <translation>Yta, m²</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>Områden</translation>
    </message>
    <message>
        <source>Areas are made up for the sample county.</source>
        <translation>Områdena är påhittade för exempellänet.</translation>
    </message>
    <message>
        <source>Areas are not official.</source>
        <translation>Områdena är inte officiella.</translation>
    </message>
    <message>
        <source>Areas beside the control</source>
        <translation>Områden intill kontrollen</translation>
    </message>
    <message>
        <source>Areas imported: {count}.</source>
        <translation>Importerade områden: {count}.</translation>
    </message>
    <message>
        <source>Areas of the mapping round {round}</source>
        <translation>Områden i kartläggning {round}</translation>
    </message>
    <message>
        <source>Areas of {day} (round {round})</source>
        <translation>Områden {day} (kartläggning {round})</translation>
    </message>
    <message>
        <source>Areas out of date</source>
        <translation>Inaktuella områden</translation>
    </message>
    <message>
        <source>Arisen</source>
        <translation>Har uppstått</translation>
    </message>
    <message>
        <source>As a rule</source>
        <translation>Som regel</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Oförändrat</translation>
    </message>
    <message>
        <source>As they stand in the field, with ; between them.</source>
        <translation>Som de står i fältet, med ; emellan.</translation>
    </message>
    <message>
        <source>Assessor</source>
        <translation>Bedömare</translation>
    </message>
    <message>
        <source>At most how many open drug scenes the county wants. Charts by round show it; none: no goal.</source>
        <translation>Högst hur många öppna drogscener länet vill ha. Diagram över kartläggningarna visar det; tomt: inget mål.</translation>
    </message>
    <message>
        <source>At most how much area the open drug scenes are to have together.</source>
        <translation>Högst hur stor yta de öppna drogscenerna ska ha tillsammans.</translation>
    </message>
    <message>
        <source>At most one scene: whether incidents come in clusters cannot be told.</source>
        <translation>Högst en drogscen: det går inte att säga om händelser kommer i kluster.</translation>
    </message>
    <message>
        <source>At most so many scenes</source>
        <translation>Högst så många drogscener</translation>
    </message>
    <message>
        <source>At most so much area</source>
        <translation>Högst så stor yta</translation>
    </message>
    <message>
        <source>Atlas</source>
        <translation>Atlas</translation>
    </message>
    <message>
        <source>Attempted lethal violence</source>
        <translation>Försök till dödligt våld</translation>
    </message>
    <message>
        <source>Back to draft</source>
        <translation>Åter till utkast</translation>
    </message>
    <message>
        <source>Band beside the scenes (m)</source>
        <translation>Band intill drogscenerna (m)</translation>
    </message>
    <message>
        <source>Base map</source>
        <translation>Bakgrundskarta</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Jämförelsebas</translation>
    </message>
    <message>
        <source>Baseline (m² or people)</source>
        <translation>Jämförelsebas (m² eller invånare)</translation>
    </message>
    <message>
        <source>Baseline elsewhere</source>
        <translation>Jämförelsebas på övriga platser</translation>
    </message>
    <message>
        <source>Baseline of the whole</source>
        <translation>Jämförelsebas för helheten</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Före</translation>
    </message>
    <message>
        <source>Before (m²)</source>
        <translation>Tidigare (m²)</translation>
    </message>
    <message>
        <source>Before and after, A4</source>
        <translation>Före och efter, A4</translation>
    </message>
    <message>
        <source>Below 0: less than the controls would have led one to expect, with the rings around them counted in.</source>
        <translation>Under 0: mindre än man kunde vänta sig efter jämförelseområdena, med ringarna runt om inräknade.</translation>
    </message>
    <message>
        <source>Beneath</source>
        <translation>Under</translation>
    </message>
    <message>
        <source>Beside</source>
        <translation>Intill</translation>
    </message>
    <message>
        <source>Beside reaches</source>
        <translation>Intill är inom</translation>
    </message>
    <message>
        <source>Beside the scene</source>
        <translation>Intill drogscenen</translation>
    </message>
    <message>
        <source>Blue: this version. Dashed: the outline as it was before.</source>
        <translation>Blått: den här versionen. Streckat: avgränsningen som den var före.</translation>
    </message>
    <message>
        <source>Bootstrap over scenes, since they differ more than chance</source>
        <translation>Bootstrap över drogscener, eftersom de skiljer sig mer än slumpen</translation>
    </message>
    <message>
        <source>Bring a scene of an earlier round back, under its id:</source>
        <translation>Hämta tillbaka en drogscen från en tidigare kartläggning, med sitt id:</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Hämta tillbaka</translation>
    </message>
    <message>
        <source>Bring back work done offline</source>
        <translation>Lämna tillbaka arbete gjort utan nätverk</translation>
    </message>
    <message>
        <source>Bring back …</source>
        <translation>Lämna tillbaka …</translation>
    </message>
    <message>
        <source>Bring these back</source>
        <translation>Lämna tillbaka dessa</translation>
    </message>
    <message>
        <source>Bringing back {file}</source>
        <translation>Lämnar tillbaka {file}</translation>
    </message>
    <message>
        <source>Brings outlines that exist already into a draft round. Fields that are named as the criteria and tags of a scene (such as use, use_source, place_type, note) are taken; others are left. Outlines that cross themselves are mended, and the log says by how much the area changed. What cannot be taken is listed with its reason; the rest comes in, in one step, assigned to the areas of the round&apos;s reference date.</source>
        <translation>Läser in avgränsningar som redan finns i en kartläggning som är ett utkast. Fält som heter som en drogscens kriterier och uppgifter (till exempel use, use_source, place_type, note) tas med; andra lämnas. Avgränsningar som korsar sig själva repareras, och loggen säger hur mycket ytan ändrades. Det som inte kan läsas in listas med skälet; resten kommer in i ett steg, med de områden som gäller på kartläggningens referensdatum.</translation>
    </message>
    <message>
        <source>Brings the areas of one level into a store, such as the local police areas, with the days on which this division is valid. All come in or none. Outlines are brought to the store&apos;s coordinate reference system; invalid ones are mended, and the log says which.</source>
        <translation>Läser in områdena på en nivå i en databas, till exempel lokalpolisområdena, med de dagar då indelningen gäller. Alla kommer in eller inget. Avgränsningar förs över till databasens koordinatreferenssystem; ogiltiga repareras, och loggen säger vilka.</translation>
    </message>
    <message>
        <source>Brings the scenes that were edited in a checked-out file back to the store that it is from. What others changed meanwhile in other scenes, or in other fields of the same scene, stays; a field that both changed differently is a conflict. The file is brought up to date with the store, and can be edited and brought back again. Nothing comes twice. Where the connection breaks, run it again.</source>
        <translation>Lämnar tillbaka de drogscener som redigerats i en utcheckad fil till den databas filen kommer från. Vad andra under tiden ändrat i andra drogscener, eller i andra fält för samma drogscen, står kvar; ett fält som båda ändrat olika är en konflikt. Filen uppdateras efter databasen och kan redigeras vidare och lämnas tillbaka igen. Ingenting kommer två gånger. Bryts förbindelsen: kör igen.</translation>
    </message>
    <message>
        <source>Brought back: {added} added, {changed} changed (merged: {merged}), {removed} removed.</source>
        <translation>Tillbakalämnat: {added} tillagda, {changed} ändrade (sammanförda: {merged}), {removed} borttagna.</translation>
    </message>
    <message>
        <source>Built-up area</source>
        <translation>Bebyggd yta</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Av</translation>
    </message>
    <message>
        <source>By a day</source>
        <translation>Till en dag</translation>
    </message>
    <message>
        <source>By chance: lower end</source>
        <translation>Av slumpen: nedre gräns</translation>
    </message>
    <message>
        <source>By chance: upper end</source>
        <translation>Av slumpen: övre gräns</translation>
    </message>
    <message>
        <source>By how many per cent the rate per day of the later period differs from that of the earlier; no figure where nothing was counted earlier.</source>
        <translation>Med hur många procent den senare periodens antal per dag skiljer sig från den tidigares; ingen uppgift där inget räknats tidigare.</translation>
    </message>
    <message>
        <source>By local police area (LPO)</source>
        <translation>Per lokalpolisområde (LPO)</translation>
    </message>
    <message>
        <source>By municipality</source>
        <translation>Per kommun</translation>
    </message>
    <message>
        <source>By the</source>
        <translation>Av</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Byte</translation>
    </message>
    <message>
        <source>COOPERATION</source>
        <translation>SAMVERKAN</translation>
    </message>
    <message>
        <source>Calculate</source>
        <translation>Beräkna</translation>
    </message>
    <message>
        <source>Came from</source>
        <translation>Kommer från</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Kameror</translation>
    </message>
    <message>
        <source>Can be delimited</source>
        <translation>Går att avgränsa</translation>
    </message>
    <message>
        <source>Can be delimited: assessor</source>
        <translation>Går att avgränsa: bedömare</translation>
    </message>
    <message>
        <source>Can be delimited: date</source>
        <translation>Går att avgränsa: datum</translation>
    </message>
    <message>
        <source>Can be delimited: source</source>
        <translation>Går att avgränsa: källa</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>Avbrutet. Inget har ändrats.</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>Kandidat</translation>
    </message>
    <message>
        <source>Candidates still to be judged: {count}.</source>
        <translation>Kandidater som återstår att bedöma: {count}.</translation>
    </message>
    <message>
        <source>Candidates to judge</source>
        <translation>Kandidater att bedöma</translation>
    </message>
    <message>
        <source>Cannabis</source>
        <translation>Cannabis</translation>
    </message>
    <message>
        <source>Carried from an earlier round.</source>
        <translation>Överförd från en tidigare kartläggning.</translation>
    </message>
    <message>
        <source>Carry forward from round</source>
        <translation>För över från kartläggning</translation>
    </message>
    <message>
        <source>Categories …</source>
        <translation>Kategorier …</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategori</translation>
    </message>
    <message>
        <source>Category (internal alone)</source>
        <translation>Kategori (endast intern)</translation>
    </message>
    <message>
        <source>Category not in the list</source>
        <translation>Kategorin finns inte i listan</translation>
    </message>
    <message>
        <source>Cease scenes</source>
        <translation>Låt drogscener upphöra</translation>
    </message>
    <message>
        <source>Ceased</source>
        <translation>Upphörd</translation>
    </message>
    <message>
        <source>Ceased (m²)</source>
        <translation>Upphörd (m²)</translation>
    </message>
    <message>
        <source>Ceased scene, after</source>
        <translation>Upphörd drogscen, efter</translation>
    </message>
    <message>
        <source>Ceased scene, before</source>
        <translation>Upphörd drogscen, före</translation>
    </message>
    <message>
        <source>Ceased scenes against a control, with the rings around both.</source>
        <translation>Upphörda drogscener mot en kontroll, med ringarna runt båda.</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>Centrum</translation>
    </message>
    <message>
        <source>Chance spreads points by population</source>
        <translation>Slumpen sprider punkter efter befolkning</translation>
    </message>
    <message>
        <source>Chance spreads points evenly over the populated area, or by its people; it knows no streets.</source>
        <translation>Slumpen sprider punkter jämnt över den befolkade ytan eller efter dess invånare; den känner inga gator.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Förändring</translation>
    </message>
    <message>
        <source>Change (%)</source>
        <translation>Förändring (%)</translation>
    </message>
    <message>
        <source>Change (m²)</source>
        <translation>Förändring (m²)</translation>
    </message>
    <message>
        <source>Change by moved outlines</source>
        <translation>Förändring genom flyttade avgränsningar</translation>
    </message>
    <message>
        <source>Change decided</source>
        <translation>Förändring beslutad</translation>
    </message>
    <message>
        <source>Change in all</source>
        <translation>Förändring sammanlagt</translation>
    </message>
    <message>
        <source>Change of area</source>
        <translation>Förändring av yta</translation>
    </message>
    <message>
        <source>Change of area (m²)</source>
        <translation>Förändring av yta (m²)</translation>
    </message>
    <message>
        <source>Change of the rate per day (%)</source>
        <translation>Förändring av antalet per dag (%)</translation>
    </message>
    <message>
        <source>Change per day within the earlier outlines</source>
        <translation>Förändring per dag inom de tidigare avgränsningarna</translation>
    </message>
    <message>
        <source>Change per day: lower end</source>
        <translation>Förändring per dag: nedre gräns</translation>
    </message>
    <message>
        <source>Change per day: upper end</source>
        <translation>Förändring per dag: övre gräns</translation>
    </message>
    <message>
        <source>Change within the earlier outlines</source>
        <translation>Förändring inom de tidigare avgränsningarna</translation>
    </message>
    <message>
        <source>Change within the earlier outlines: lower end</source>
        <translation>Förändring inom de tidigare avgränsningarna: nedre gräns</translation>
    </message>
    <message>
        <source>Change within the earlier outlines: upper end</source>
        <translation>Förändring inom de tidigare avgränsningarna: övre gräns</translation>
    </message>
    <message>
        <source>Change, over how densely they lie</source>
        <translation>Förändring, ovanpå hur tätt de ligger</translation>
    </message>
    <message>
        <source>Change: crime and outlines</source>
        <translation>Förändring: brott och avgränsningar</translation>
    </message>
    <message>
        <source>Change: lower end (%)</source>
        <translation>Förändring: nedre gräns (%)</translation>
    </message>
    <message>
        <source>Change: upper end (%)</source>
        <translation>Förändring: övre gräns (%)</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Ändrade</translation>
    </message>
    <message>
        <source>Changed scenes</source>
        <translation>Ändrade drogscener</translation>
    </message>
    <message>
        <source>Changed since the last save</source>
        <translation>Ändrad sedan det senast sparades</translation>
    </message>
    <message>
        <source>Changed: {scenes}</source>
        <translation>Ändrade: {scenes}</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Förändring</translation>
    </message>
    <message>
        <source>Changing the state</source>
        <translation>Ändrar läget</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Diagram</translation>
    </message>
    <message>
        <source>Chart: {title}</source>
        <translation>Diagram: {title}</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagram</translation>
    </message>
    <message>
        <source>Check all scenes of the round, saved or not</source>
        <translation>Kontrollera alla drogscener i kartläggningen, sparade eller inte</translation>
    </message>
    <message>
        <source>Check out</source>
        <translation>Checka ut</translation>
    </message>
    <message>
        <source>Check out for work offline</source>
        <translation>Checka ut för arbete utan nätverk</translation>
    </message>
    <message>
        <source>Check out for work offline …</source>
        <translation>Checka ut för arbete utan nätverk …</translation>
    </message>
    <message>
        <source>Check round</source>
        <translation>Kontrollera kartläggning</translation>
    </message>
    <message>
        <source>Check the round</source>
        <translation>Kontrollera kartläggningen</translation>
    </message>
    <message>
        <source>Checking out round {round}</source>
        <translation>Checkar ut kartläggningen {round}</translation>
    </message>
    <message>
        <source>Checking the round</source>
        <translation>Kontrollerar kartläggningen</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Kontroll</translation>
    </message>
    <message>
        <source>Checksum of the publication</source>
        <translation>Publiceringens kontrollsumma</translation>
    </message>
    <message>
        <source>Choose a layer or a text file.</source>
        <translation>Välj ett lager eller en textfil.</translation>
    </message>
    <message>
        <source>Choose first: {fields}</source>
        <translation>Välj först: {fields}</translation>
    </message>
    <message>
        <source>Classification, area and change</source>
        <translation>Klassning, yta och förändring</translation>
    </message>
    <message>
        <source>Classified</source>
        <translation>Klassad</translation>
    </message>
    <message>
        <source>Classified locally, not listed</source>
        <translation>Klassad lokalt, inte med</translation>
    </message>
    <message>
        <source>Click a figure to read how it is defined.</source>
        <translation>Klicka på en uppgift för att läsa hur den är definierad.</translation>
    </message>
    <message>
        <source>Click a figure to see the scenes behind it.</source>
        <translation>Klicka på en siffra för att se drogscenerna bakom den.</translation>
    </message>
    <message>
        <source>Click a polygon of any layer on the map to copy its outline.</source>
        <translation>Klicka på en polygon i något lager på kartan för att kopiera dess avgränsning.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Close the store</source>
        <translation>Stäng databasen</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Utgående</translation>
    </message>
    <message>
        <source>Closing (m²)</source>
        <translation>Utgående (m²)</translation>
    </message>
    <message>
        <source>Cocaine</source>
        <translation>Kokain</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kod</translation>
    </message>
    <message>
        <source>Code list</source>
        <translation>Kodlista</translation>
    </message>
    <message>
        <source>Code not in its list</source>
        <translation>Koden finns inte i sin lista</translation>
    </message>
    <message>
        <source>Code or name, for tables without coordinates: totals by area. None: guessed from the names.</source>
        <translation>Kod eller namn, för tabeller utan koordinater: summor per område. Inget: gissas av namnen.</translation>
    </message>
    <message>
        <source>Codes</source>
        <translation>Koder</translation>
    </message>
    <message>
        <source>Codes are text: leading zeros count. A code outside its validity is not counted, and reported.</source>
        <translation>Koder är text: inledande nollor räknas. En kod utanför sin giltighet räknas inte, och redovisas.</translation>
    </message>
    <message>
        <source>Codes must not repeat among the areas of a level; {number} do: {codes}.</source>
        <translation>Koder får inte upprepas bland områdena på en nivå; {number} gör det: {codes}.</translation>
    </message>
    <message>
        <source>Codes must not repeat. Where one is blank, the area&apos;s name serves as its code.</source>
        <translation>Koder får inte upprepas. Där koden saknas används områdets namn som kod.</translation>
    </message>
    <message>
        <source>Codes of LPOs or ids of scenes, with commas between them. None: all of them.</source>
        <translation>Koder för LPO eller id för drogscener, med kommatecken emellan. Inget: alla.</translation>
    </message>
    <message>
        <source>Codes or names with ; between them; the others, and the county, are then not measured. None: all.</source>
        <translation>Koder eller namn med ; emellan; de andra, och länet, är då inte mätta. Inget: alla.</translation>
    </message>
    <message>
        <source>Codes used on days when they were not valid: {codes}.</source>
        <translation>Koder som använts på dagar då de inte gällde: {codes}.</translation>
    </message>
    <message>
        <source>Codes with their validity</source>
        <translation>Koder med giltighet</translation>
    </message>
    <message>
        <source>Colour the scenes by this figure, in a group of its own; press again to take it away</source>
        <translation>Färglägg drogscenerna efter denna uppgift, i en egen grupp; tryck igen för att ta bort den</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Kolumner</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Compare with an earlier period</source>
        <translation>Jämför med en tidigare period</translation>
    </message>
    <message>
        <source>Compared with elsewhere in</source>
        <translation>Jämfört med övriga</translation>
    </message>
    <message>
        <source>Compared with round</source>
        <translation>Jämförd med kartläggning</translation>
    </message>
    <message>
        <source>Comparing the rounds</source>
        <translation>Jämför kartläggningarna</translation>
    </message>
    <message>
        <source>Comparing the rounds …</source>
        <translation>Jämför kartläggningarna …</translation>
    </message>
    <message>
        <source>Concentration (PAI)</source>
        <translation>Koncentration (PAI)</translation>
    </message>
    <message>
        <source>Concentration in the scenes, beside them and elsewhere</source>
        <translation>Koncentration i drogscenerna, intill dem och på övriga platser</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bekräfta</translation>
    </message>
    <message>
        <source>Confirm all</source>
        <translation>Bekräfta alla</translation>
    </message>
    <message>
        <source>Confirm what was carried forward</source>
        <translation>Bekräfta det överförda</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Konflikter</translation>
    </message>
    <message>
        <source>Connection back. Saved: {added} added, {changed} changed, {removed} removed.</source>
        <translation>Förbindelsen tillbaka. Sparat: {added} tillagda, {changed} ändrade, {removed} borttagna.</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Innehåll</translation>
    </message>
    <message>
        <source>Continued</source>
        <translation>Kvarstår</translation>
    </message>
    <message>
        <source>Continues on the next page</source>
        <translation>Fortsätter på nästa sida</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>Kontroll</translation>
    </message>
    <message>
        <source>Control areas</source>
        <translation>Kontrollområden</translation>
    </message>
    <message>
        <source>Control, after</source>
        <translation>Kontroll, efter</translation>
    </message>
    <message>
        <source>Control, before</source>
        <translation>Kontroll, före</translation>
    </message>
    <message>
        <source>Cooperation (police and municipalities)</source>
        <translation>Samverkan (polis och kommuner)</translation>
    </message>
    <message>
        <source>Coordinate reference system</source>
        <translation>Koordinatreferenssystem</translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation>Koordinatsystem</translation>
    </message>
    <message>
        <source>Copies a store with everything in it, its log and decisions included, to a place where there is none: from a GeoPackage to a database server, back, or to another GeoPackage. People and their rights on a server are not copied.</source>
        <translation>Kopierar en databas med allt den rymmer, också logg och beslut, till en plats där det inte finns någon: från en GeoPackage till en databasserver, tillbaka eller till en annan GeoPackage. Personer och deras behörighet på en server kopieras inte.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopiera</translation>
    </message>
    <message>
        <source>Copy an outline: click a polygon of any layer</source>
        <translation>Kopiera en avgränsning: klicka på en polygon i något lager</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Kopiera som text</translation>
    </message>
    <message>
        <source>Copy outlines</source>
        <translation>Kopiera avgränsningar</translation>
    </message>
    <message>
        <source>Copy store</source>
        <translation>Kopiera databas</translation>
    </message>
    <message>
        <source>Copy the outlines that are selected in the active layer</source>
        <translation>Kopiera de avgränsningar som är markerade i det aktiva lagret</translation>
    </message>
    <message>
        <source>Copy what is selected, or the whole table, with its heads, for a spreadsheet</source>
        <translation>Kopiera det markerade, eller hela tabellen, med rubriker för ett kalkylblad</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Rätta</translation>
    </message>
    <message>
        <source>Correct round</source>
        <translation>Rätta kartläggning</translation>
    </message>
    <message>
        <source>Corrected by</source>
        <translation>Rättad av</translation>
    </message>
    <message>
        <source>Corrected on</source>
        <translation>Rättad den</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>Rättelser</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Räknat</translation>
    </message>
    <message>
        <source>Counted by area, without coordinates: what lies in or beside a scene cannot be told.</source>
        <translation>Räknat per område, utan koordinater: vad som ligger i eller intill en drogscen går inte att säga.</translation>
    </message>
    <message>
        <source>Counted from the round&apos;s open scenes, then the county&apos;s lines of the ledger.</source>
        <translation>Räknat på kartläggningens öppna drogscener, därefter länets rader i avstämningen.</translation>
    </message>
    <message>
        <source>Counts incidents inside the open scenes of a round, beside them and elsewhere, for the county, the local police areas, the municipalities and the scenes, by crime group, in one pass. Each figure comes with its denominator, its interval and what to bear in mind. Rows are read, counted and forgotten; the figures are kept in the store. With a second period the change is shown as well, and how much of it came from moved outlines.</source>
        <translation>Räknar händelser i en kartläggnings öppna drogscener, intill dem och på övriga platser, för länet, lokalpolisområdena, kommunerna och drogscenerna, per brottsgrupp, i ett svep. Varje tal kommer med sin nämnare, sitt intervall och vad man ska tänka på. Rader läses, räknas och glöms; talen sparas i databasen. Med en andra period visas också förändringen, och hur mycket av den som kommer av flyttade avgränsningar.</translation>
    </message>
    <message>
        <source>Counts of incidents, persons and answers below {threshold} are withheld, with every other number that would tell one of them, in this table or across the tables of the package. Shares rest on at least {minimum}.</source>
        <translation>Antal händelser, personer och svar under {threshold} visas inte, liksom varje annat tal som skulle avslöja något av dem, i samma tabell eller mellan paketets tabeller. Andelar vilar på minst {minimum}.</translation>
    </message>
    <message>
        <source>County</source>
        <translation>Län</translation>
    </message>
    <message>
        <source>County overview, A3</source>
        <translation>Länsöversikt, A3</translation>
    </message>
    <message>
        <source>County overview, A4</source>
        <translation>Länsöversikt, A4</translation>
    </message>
    <message>
        <source>Create store</source>
        <translation>Skapa databas</translation>
    </message>
    <message>
        <source>Crime code</source>
        <translation>Brottskod</translation>
    </message>
    <message>
        <source>Crime fell, or the outline moved</source>
        <translation>Färre brott, eller flyttad avgränsning</translation>
    </message>
    <message>
        <source>Crime group</source>
        <translation>Brottsgrupp</translation>
    </message>
    <message>
        <source>Crime group or kind of figure</source>
        <translation>Brottsgrupp eller slags uppgift</translation>
    </message>
    <message>
        <source>Crime groups</source>
        <translation>Brottsgrupper</translation>
    </message>
    <message>
        <source>Crime groups (version)</source>
        <translation>Brottsgrupper (version)</translation>
    </message>
    <message>
        <source>Crime in and beside the scenes</source>
        <translation>Brott i och intill drogscenerna</translation>
    </message>
    <message>
        <source>Crime in and beside the scenes: what was read</source>
        <translation>Brott i och intill drogscenerna: vad som lästes</translation>
    </message>
    <message>
        <source>Crime inside and beside, with 95 % intervals</source>
        <translation>Brott i och intill, med 95 %-intervall</translation>
    </message>
    <message>
        <source>Criteria</source>
        <translation>Kriterier</translation>
    </message>
    <message>
        <source>Criterion</source>
        <translation>Kriterium</translation>
    </message>
    <message>
        <source>Customs</source>
        <translation>Tullverket</translation>
    </message>
    <message>
        <source>DRAFT</source>
        <translation>UTKAST</translation>
    </message>
    <message>
        <source>DRAFT: the round is not published.</source>
        <translation>UTKAST: kartläggningen är inte publicerad.</translation>
    </message>
    <message>
        <source>Dashed: series break, the rounds use different definitions.</source>
        <translation>Streckad linje: tidsseriebrott, kartläggningarna använder olika definitioner.</translation>
    </message>
    <message>
        <source>Dashed: the outline before either of you changed it</source>
        <translation>Streckat: avgränsningen innan någon av er ändrade den</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Dated by</source>
        <translation>Dateras efter</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Dagar</translation>
    </message>
    <message>
        <source>Days of the earlier period</source>
        <translation>Den tidigare periodens dagar</translation>
    </message>
    <message>
        <source>Days of the week</source>
        <translation>Veckodagar</translation>
    </message>
    <message>
        <source>Days or moments, on Swedish clocks</source>
        <translation>Dagar eller tidpunkter, i svensk tid</translation>
    </message>
    <message>
        <source>Days or moments, on Swedish clocks. None: guessed from the fields&apos; names.</source>
        <translation>Dagar eller tidpunkter, svensk tid. Inget: gissas utifrån fältens namn.</translation>
    </message>
    <message>
        <source>Daytime</source>
        <translation>Dagtid</translation>
    </message>
    <message>
        <source>De-listed</source>
        <translation>Avklassad</translation>
    </message>
    <message>
        <source>De-listed by rule {rule}</source>
        <translation>Avklassad enligt regel {rule}</translation>
    </message>
    <message>
        <source>De-listed locally</source>
        <translation>Avklassad lokalt</translation>
    </message>
    <message>
        <source>De-listed locally, to judge</source>
        <translation>Avklassad lokalt, att bedöma</translation>
    </message>
    <message>
        <source>De-listing rule</source>
        <translation>Avklassningsregel</translation>
    </message>
    <message>
        <source>De-listing rule used</source>
        <translation>Använd avklassningsregel</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Besluta</translation>
    </message>
    <message>
        <source>Decide all proposals that are not unsure, as the person set in the plugin. A new or ceased scene is decided only where its reason is known: that of a scene that the de-listing rule took off the list is, the others are given below.</source>
        <translation>Besluta alla förslag som inte är osäkra, som den person som är angiven i insticksprogrammet. En tillkommen eller upphörd drogscen beslutas bara där skälet är känt: för en drogscen som avfördes enligt avklassningsregeln är det känt, övriga skäl anges nedan.</translation>
    </message>
    <message>
        <source>Decide another kind, or link an old and a new scene by hand</source>
        <translation>Besluta ett annat slag, eller länka en gammal och en ny drogscen för hand</translation>
    </message>
    <message>
        <source>Decide link</source>
        <translation>Besluta länk</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Beslutad</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>Beslutad av</translation>
    </message>
    <message>
        <source>Decides the classification</source>
        <translation>Avgör klassningen</translation>
    </message>
    <message>
        <source>Deciding a link</source>
        <translation>Beslutar en länk</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Beslut</translation>
    </message>
    <message>
        <source>Decision about a scene that is gone</source>
        <translation>Beslut om en drogscen som är borta</translation>
    </message>
    <message>
        <source>Defined above:</source>
        <translation>Definierat ovan:</translation>
    </message>
    <message>
        <source>Definition</source>
        <translation>Definition</translation>
    </message>
    <message>
        <source>Definition changed</source>
        <translation>Ändrad definition</translation>
    </message>
    <message>
        <source>Definition used</source>
        <translation>Använd definition</translation>
    </message>
    <message>
        <source>Definition {id}</source>
        <translation>Definition {id}</translation>
    </message>
    <message>
        <source>Definition {id}: {wording} ({source})</source>
        <translation>Definition {id}: {wording} ({source})</translation>
    </message>
    <message>
        <source>Definitions (*.json)</source>
        <translation>Definitioner (*.json)</translation>
    </message>
    <message>
        <source>Delete scenes</source>
        <translation>Ta bort drogscener</translation>
    </message>
    <message>
        <source>Delete the scene all the same, or keep it as it was saved.</source>
        <translation>Ta bort drogscenen ändå, eller behåll den som den sparades.</translation>
    </message>
    <message>
        <source>Delete the selected scenes (a draft; that is not ceasing)</source>
        <translation>Ta bort valda drogscener (i ett utkast; det är inte att de har upphört)</translation>
    </message>
    <message>
        <source>Delta method on the logarithm of the risk ratio</source>
        <translation>Deltametoden på riskkvotens logaritm</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Täthet</translation>
    </message>
    <message>
        <source>Descends from itself</source>
        <translation>Härleds från sig själv</translation>
    </message>
    <message>
        <source>Did crime change, or move next door?</source>
        <translation>Ändrades brottsligheten, eller flyttade den intill?</translation>
    </message>
    <message>
        <source>Did crime fall, or did the outlines move?</source>
        <translation>Minskade brotten, eller flyttades avgränsningarna?</translation>
    </message>
    <message>
        <source>Did it change, or move next door?</source>
        <translation>Ändrades det, eller flyttade det intill?</translation>
    </message>
    <message>
        <source>Did it change: what was read</source>
        <translation>Ändrades det: vad som lästes</translation>
    </message>
    <message>
        <source>Difference in the ring</source>
        <translation>Skillnad i ringen</translation>
    </message>
    <message>
        <source>Difference in the scene</source>
        <translation>Skillnad i drogscenen</translation>
    </message>
    <message>
        <source>Difference to beyond</source>
        <translation>Skillnad mot längre bort</translation>
    </message>
    <message>
        <source>Difference: lower end</source>
        <translation>Skillnad: nedre gräns</translation>
    </message>
    <message>
        <source>Difference: upper end</source>
        <translation>Skillnad: övre gräns</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Kasta</translation>
    </message>
    <message>
        <source>Dispersion index</source>
        <translation>Spridningsindex</translation>
    </message>
    <message>
        <source>Displacement needs a ring around the scene and one around the control, or neither.</source>
        <translation>Förflyttning kräver en ring kring drogscenen och en kring kontrollen, eller ingen av dem.</translation>
    </message>
    <message>
        <source>Disputed link</source>
        <translation>Omstridd länk</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Avstånd</translation>
    </message>
    <message>
        <source>Distance band</source>
        <translation>Avståndsband</translation>
    </message>
    <message>
        <source>Distance bands (m)</source>
        <translation>Avståndsband (m)</translation>
    </message>
    <message>
        <source>Distance from (m)</source>
        <translation>Avstånd från (m)</translation>
    </message>
    <message>
        <source>Distance to (m)</source>
        <translation>Avstånd till (m)</translation>
    </message>
    <message>
        <source>Distances (m)</source>
        <translation>Avstånd (m)</translation>
    </message>
    <message>
        <source>District</source>
        <translation>Stadsdel</translation>
    </message>
    <message>
        <source>Division of</source>
        <translation>Indelning från</translation>
    </message>
    <message>
        <source>Division of the ledger</source>
        <translation>Avstämningens indelning</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Genomförd</translation>
    </message>
    <message>
        <source>Dots per inch of pictures, and of background maps within a PDF.</source>
        <translation>Punkter per tum i bilder, och i bakgrundskartor i en PDF.</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Utkast</translation>
    </message>
    <message>
        <source>Draw a line and take what lies along it, as a path</source>
        <translation>Rita en linje och ta med det som ligger längs den, till exempel en gångväg</translation>
    </message>
    <message>
        <source>Draw a scene</source>
        <translation>Rita en drogscen</translation>
    </message>
    <message>
        <source>Draw a scene along a line</source>
        <translation>Rita en drogscen längs en linje</translation>
    </message>
    <message>
        <source>Draw the project&apos;s own visible layers beneath</source>
        <translation>Rita projektets egna synliga lager underst</translation>
    </message>
    <message>
        <source>Drawing the first page</source>
        <translation>Ritar första sidan</translation>
    </message>
    <message>
        <source>Drawing the outlines beneath</source>
        <translation>Ritar avgränsningarna under</translation>
    </message>
    <message>
        <source>Drawn from the cells of the sheets below.</source>
        <translation>Ritade ur cellerna på bladen nedan.</translation>
    </message>
    <message>
        <source>Drop the slivers</source>
        <translation>Ta bort flisorna</translation>
    </message>
    <message>
        <source>Drug scene</source>
        <translation>Drogscen</translation>
    </message>
    <message>
        <source>Drug scenes</source>
        <translation>Drogscener</translation>
    </message>
    <message>
        <source>Drugscene</source>
        <translation>Drugscene</translation>
    </message>
    <message>
        <source>Drugscene needs the Python package shapely, version 2 or later, and finds none.</source>
        <translation>Drugscene behöver Python-paketet shapely, version 2 eller senare, och hittar inget.</translation>
    </message>
    <message>
        <source>Drugscene needs the Python package shapely, version 2 or later, and finds version {found}.</source>
        <translation>Drugscene behöver Python-paketet shapely, version 2 eller senare, och hittar version {found}.</translation>
    </message>
    <message>
        <source>Drugscene {round}</source>
        <translation>Drugscene {round}</translation>
    </message>
    <message>
        <source>Each criterion is answered yes, no or unknown (Kleene&apos;s three-valued logic, 1952). Where the answers settle nothing, the place is undecided, and an undecided place blocks publishing.</source>
        <translation>Varje kriterium besvaras med ja, nej eller okänt (Kleenes trevärda logik, 1952). Där svaren inte avgör något är platsen oavgjord, och en oavgjord plats hindrar publicering.</translation>
    </message>
    <message>
        <source>Each local police area (LPO)</source>
        <translation>Varje lokalpolisområde (LPO)</translation>
    </message>
    <message>
        <source>Each scene</source>
        <translation>Varje drogscen</translation>
    </message>
    <message>
        <source>Each scene counts once, in the LPO it belongs to; the rows sum to the county.</source>
        <translation>Varje drogscen räknas en gång, i det LPO den hör till; raderna summerar till länet.</translation>
    </message>
    <message>
        <source>Each scene counts once, in the municipality it belongs to; the rows sum to the county.</source>
        <translation>Varje drogscen räknas en gång, i den kommun den hör till; raderna summerar till länet.</translation>
    </message>
    <message>
        <source>Each scene is marked by a point near its middle.</source>
        <translation>Varje drogscen är markerad med en punkt nära dess mitt.</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Tidigare</translation>
    </message>
    <message>
        <source>Earlier round</source>
        <translation>Tidigare kartläggning</translation>
    </message>
    <message>
        <source>East or longitude</source>
        <translation>Öst eller longitud</translation>
    </message>
    <message>
        <source>Edit scenes in</source>
        <translation>Redigera drogscener i</translation>
    </message>
    <message>
        <source>Effective number of answers</source>
        <translation>Effektivt antal svar</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Övriga platser</translation>
    </message>
    <message>
        <source>Elsewhere is</source>
        <translation>Övriga platser är</translation>
    </message>
    <message>
        <source>Empty outline</source>
        <translation>Tom avgränsning</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Slut</translation>
    </message>
    <message>
        <source>Enlarged part {number}</source>
        <translation>Förstorad del {number}</translation>
    </message>
    <message>
        <source>Enter what the county has set itself; the charts by round show it</source>
        <translation>Ange vad länet har satt som mål; diagrammen över kartläggningarna visar det</translation>
    </message>
    <message>
        <source>Errata</source>
        <translation>Rättelser</translation>
    </message>
    <message>
        <source>Errors: {errors} · warnings: {warnings} · seen: {seen}</source>
        <translation>Fel: {errors} · varningar: {warnings} · godtagna: {seen}</translation>
    </message>
    <message>
        <source>Errors: {errors}, warnings: {warnings}</source>
        <translation>Fel: {errors}, varningar: {warnings}</translation>
    </message>
    <message>
        <source>Evening</source>
        <translation>Kväll</translation>
    </message>
    <message>
        <source>Every scene of the earlier rounds is in this one.</source>
        <translation>Alla drogscener i de tidigare kartläggningarna finns i den här.</translation>
    </message>
    <message>
        <source>Exact conditional interval of a ratio of rates (Clopper–Pearson)</source>
        <translation>Exakt betingat intervall för en kvot av tal per dag (Clopper–Pearson)</translation>
    </message>
    <message>
        <source>Expected by chance</source>
        <translation>Väntat av slumpen</translation>
    </message>
    <message>
        <source>Explain the status</source>
        <translation>Motivera status</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Export round</source>
        <translation>Exportera kartläggning</translation>
    </message>
    <message>
        <source>Export the package</source>
        <translation>Exportera paketet</translation>
    </message>
    <message>
        <source>Exporting round {round}</source>
        <translation>Exporterar kartläggning {round}</translation>
    </message>
    <message>
        <source>Fade between the old outline and the new one</source>
        <translation>Tona mellan den gamla avgränsningen och den nya</translation>
    </message>
    <message>
        <source>Fewer than ten scenes: how much they differ is poorly known.</source>
        <translation>Färre än tio drogscener: hur mycket de skiljer sig åt är dåligt känt.</translation>
    </message>
    <message>
        <source>Fewer than thirty shootings: the figures say little.</source>
        <translation>Färre än trettio skottlossningar: talen säger lite.</translation>
    </message>
    <message>
        <source>Fewest answers for a share</source>
        <translation>Minsta antal svar för en andel</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Fält</translation>
    </message>
    <message>
        <source>Field with the LPO</source>
        <translation>Fält med lokalpolisområde</translation>
    </message>
    <message>
        <source>Field with the answer</source>
        <translation>Fält med svaret</translation>
    </message>
    <message>
        <source>Field with the code</source>
        <translation>Fält med koden</translation>
    </message>
    <message>
        <source>Field with the crime code</source>
        <translation>Fält med brottskoden</translation>
    </message>
    <message>
        <source>Field with the distance</source>
        <translation>Fält med avståndet</translation>
    </message>
    <message>
        <source>Field with the east coordinate or longitude</source>
        <translation>Fält med östkoordinat eller longitud</translation>
    </message>
    <message>
        <source>Field with the end</source>
        <translation>Fält med slutet</translation>
    </message>
    <message>
        <source>Field with the local police area</source>
        <translation>Fält med lokalpolisområdet</translation>
    </message>
    <message>
        <source>Field with the municipality</source>
        <translation>Fält med kommun</translation>
    </message>
    <message>
        <source>Field with the name</source>
        <translation>Fält med namnet</translation>
    </message>
    <message>
        <source>Field with the north coordinate or latitude</source>
        <translation>Fält med nordkoordinat eller latitud</translation>
    </message>
    <message>
        <source>Field with the number</source>
        <translation>Fält med antalet</translation>
    </message>
    <message>
        <source>Field with the number of people</source>
        <translation>Fält med antalet invånare</translation>
    </message>
    <message>
        <source>Field with the scene&apos;s id</source>
        <translation>Fält med drogscenens id</translation>
    </message>
    <message>
        <source>Field with the scene&apos;s name</source>
        <translation>Fält med drogscenens namn</translation>
    </message>
    <message>
        <source>Field with the start</source>
        <translation>Fält med början</translation>
    </message>
    <message>
        <source>Field with the weight</source>
        <translation>Fält med vikten</translation>
    </message>
    <message>
        <source>Fields of the input</source>
        <translation>Indatans fält</translation>
    </message>
    <message>
        <source>Fields taken: {names}.</source>
        <translation>Fält som togs med: {names}.</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Tal</translation>
    </message>
    <message>
        <source>Figures of the follow-up by themselves are for the internal profile alone, not for {profile}: which small numbers tell others can only be seen for all tables together, when a round is exported.</source>
        <translation>Uppföljningens tal för sig är bara till för den interna profilen, inte för {profile}: vilka små tal som avslöjar andra syns först för alla tabeller tillsammans, när en kartläggning exporteras.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fil</translation>
    </message>
    <message>
        <source>File of own definitions</source>
        <translation>Fil med egna definitioner</translation>
    </message>
    <message>
        <source>File that was checked out</source>
        <translation>Utcheckad fil</translation>
    </message>
    <message>
        <source>File to take along</source>
        <translation>Fil att ta med</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Filer</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Anmärkningar</translation>
    </message>
    <message>
        <source>First known year</source>
        <translation>Känd sedan år</translation>
    </message>
    <message>
        <source>First round: nothing to compare with.</source>
        <translation>Första kartläggningen: inget att jämföra med.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Mapp</translation>
    </message>
    <message>
        <source>Folder for the maps</source>
        <translation>Mapp för kartorna</translation>
    </message>
    <message>
        <source>Folder for the package</source>
        <translation>Mapp för paketet</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>Uppföljning</translation>
    </message>
    <message>
        <source>For tables without geometry. None: guessed from the fields&apos; names.</source>
        <translation>För tabeller utan geometri. Inget: gissas utifrån fältens namn.</translation>
    </message>
    <message>
        <source>For tables without points</source>
        <translation>För tabeller utan punkter</translation>
    </message>
    <message>
        <source>For the police alone: holds what neither municipalities nor the public may see.</source>
        <translation>Endast för polisen: innehåller sådant som varken kommuner eller allmänhet får se.</translation>
    </message>
    <message>
        <source>For the police and the municipalities: not for the public.</source>
        <translation>För polisen och kommunerna: inte för allmänheten.</translation>
    </message>
    <message>
        <source>For the public only what the county has released before: {why}</source>
        <translation>För allmänheten bara det som länet redan har lämnat ut: {why}</translation>
    </message>
    <message>
        <source>For the store {location}, QGIS&apos;s Python needs the package psycopg2 (Debian: apt-get install python3-psycopg2).</source>
        <translation>För databasen {location} behöver QGIS Python paketet psycopg2 (Debian: apt-get install python3-psycopg2).</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation>För vem</translation>
    </message>
    <message>
        <source>For whom the package is made: it decides which fields are in it.</source>
        <translation>För vem paketet görs: det avgör vilka fält som kommer med.</translation>
    </message>
    <message>
        <source>For whom the table is made. Others than internal get figures in a package alone.</source>
        <translation>För vem tabellen görs. Andra än den interna får tal bara i ett paket.</translation>
    </message>
    <message>
        <source>For whom: the county, its areas or the scenes</source>
        <translation>För vad: länet, dess områden eller drogscenerna</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Formel</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Från</translation>
    </message>
    <message>
        <source>From its first day until its last, which is not included, on Swedish clocks; the days are those between. An incident with a span of time is dated by its start unless another rule was chosen.</source>
        <translation>Från dess första dag till dess sista, som inte räknas med, i svensk tid; dagarna är de däremellan. En händelse med ett tidsspann dateras efter sin start, om inte en annan regel har valts.</translation>
    </message>
    <message>
        <source>From round</source>
        <translation>Från kartläggning</translation>
    </message>
    <message>
        <source>From round to round</source>
        <translation>Från kartläggning till kartläggning</translation>
    </message>
    <message>
        <source>From round {before} to round {round}</source>
        <translation>Från kartläggning {before} till kartläggning {round}</translation>
    </message>
    <message>
        <source>From scene</source>
        <translation>Från drogscen</translation>
    </message>
    <message>
        <source>From this share up to the one above a person is asked.</source>
        <translation>Från denna andel upp till den ovan får en person avgöra.</translation>
    </message>
    <message>
        <source>From “{from_name}” to “{to_name}”: unsure ({reason}).</source>
        <translation>Från ”{from_name}” till ”{to_name}”: osäker ({reason}).</translation>
    </message>
    <message>
        <source>From “{from_name}” to “{to_name}”: {kind} does not fit the links beside it; possible: {allowed}.</source>
        <translation>Från ”{from_name}” till ”{to_name}”: {kind} stämmer inte med länkarna intill; möjligt: {allowed}.</translation>
    </message>
    <message>
        <source>From “{from_name}” to “{to_name}”: {other_by} decided {other_kind}, then {by} decided {kind} without a reason.</source>
        <translation>Från ”{from_name}” till ”{to_name}”: {other_by} beslutade {other_kind}, sedan beslutade {by} {kind} utan skäl.</translation>
    </message>
    <message>
        <source>Gained by boundary change</source>
        <translation>Ökning genom ändrad avgränsning</translation>
    </message>
    <message>
        <source>Gained by boundary change (m²)</source>
        <translation>Ökning genom ändrad avgränsning (m²)</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <source>Go on editing. The warning sign beside the number of unsaved changes leads back here.</source>
        <translation>Fortsätt redigera. Varningstecknet bredvid antalet osparade ändringar leder tillbaka hit.</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>Mål</translation>
    </message>
    <message>
        <source>Goal by {day}</source>
        <translation>Mål till {day}</translation>
    </message>
    <message>
        <source>Goal …</source>
        <translation>Mål …</translation>
    </message>
    <message>
        <source>Goal: area of the scenes (m²)</source>
        <translation>Mål: drogscenernas yta (m²)</translation>
    </message>
    <message>
        <source>Goal: by which day</source>
        <translation>Mål: till vilken dag</translation>
    </message>
    <message>
        <source>Goal: number of scenes</source>
        <translation>Mål: antal drogscener</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grupp</translation>
    </message>
    <message>
        <source>Grown</source>
        <translation>Växt</translation>
    </message>
    <message>
        <source>Guards</source>
        <translation>Ordningsvakter</translation>
    </message>
    <message>
        <source>Hatched cells are withheld: the number is small, or would tell a small one.</source>
        <translation>Streckade celler visas inte: talet är litet, eller skulle avslöja ett litet.</translation>
    </message>
    <message>
        <source>Hatched: withheld, since it is small or would tell a small number.</source>
        <translation>Streckat: visas inte, eftersom talet är litet eller skulle röja ett litet tal.</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hjälp</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historik</translation>
    </message>
    <message>
        <source>Hollow: a count is below ten, or there is no control; not tested.</source>
        <translation>Ihålig: ett antal är under tio, eller det saknas jämförelseområde; inte testat.</translation>
    </message>
    <message>
        <source>Hollow: not published.</source>
        <translation>Ofylld: inte publicerad.</translation>
    </message>
    <message>
        <source>Housing</source>
        <translation>Bostadsområde</translation>
    </message>
    <message>
        <source>Housing company</source>
        <translation>Bostadsbolag</translation>
    </message>
    <message>
        <source>How each figure is calculated, with formulas and references, stands in method.html.</source>
        <translation>Hur varje uppgift beräknas, med formler och källor, står i method.html.</translation>
    </message>
    <message>
        <source>How far a scene may have moved to be asked about.</source>
        <translation>Hur långt en drogscen får ha flyttat för att bli en fråga.</translation>
    </message>
    <message>
        <source>How far from a scene counts as beside it. Bands that overlap are counted once.</source>
        <translation>Hur långt från en drogscen som räknas som intill den. Band som överlappar räknas en gång.</translation>
    </message>
    <message>
        <source>How far it has come.</source>
        <translation>Hur långt den har kommit.</translation>
    </message>
    <message>
        <source>How few scenes hold half of it</source>
        <translation>Så få drogscener rymmer hälften</translation>
    </message>
    <message>
        <source>How few scenes hold half of the crime</source>
        <translation>Hur få drogscener som rymmer hälften av brotten</translation>
    </message>
    <message>
        <source>How it came about</source>
        <translation>Hur den kom till</translation>
    </message>
    <message>
        <source>How many answers of equal weight would say as much as the weighted ones do.</source>
        <translation>Hur många svar av lika vikt som skulle säga lika mycket som de viktade.</translation>
    </message>
    <message>
        <source>How many answers were read and counted, and how many were left out, each under the first reason that holds; their share of all answers.</source>
        <translation>Hur många svar som lästes och räknades, och hur många som utelämnades, var och ett under det första skäl som gäller; deras andel av alla svar.</translation>
    </message>
    <message>
        <source>How many changes are of the kind: {kind}</source>
        <translation>Antal förändringar av slaget: {kind}</translation>
    </message>
    <message>
        <source>How many incidents a row stands for. None: guessed, or each row is one.</source>
        <translation>Hur många händelser en rad står för. Inget: gissas, eller varje rad är en.</translation>
    </message>
    <message>
        <source>How many incidents a row stands for; none: each row is one</source>
        <translation>Hur många händelser en rad står för; inget: varje rad är en</translation>
    </message>
    <message>
        <source>How many incidents were read and counted (a row may stand for several), and how many were left out, each under the first reason that holds; their share of the period&apos;s incidents; up to three rows to look at, numbered from 1 after the heads. Those that are stacked or cross the period&apos;s edge are only told: they count as the others. What crosses lies on both sides of the edge: its share is of all that was read.</source>
        <translation>Hur många händelser som lästes och räknades (en rad kan stå för flera), och hur många som utelämnades, var och en under det första skäl som gäller; deras andel av periodens händelser; upp till tre rader att titta på, numrerade från 1 efter rubrikerna. De som ligger staplade eller korsar periodens gräns nämns bara: de räknas som de andra. Det som korsar ligger på båda sidor om gränsen: dess andel är av allt som lästes.</translation>
    </message>
    <message>
        <source>How many links nobody has decided</source>
        <translation>Antal länkar som ingen har beslutat</translation>
    </message>
    <message>
        <source>How many links were decided now</source>
        <translation>Antal länkar som beslutades nu</translation>
    </message>
    <message>
        <source>How many open scenes the figures of the row are about, or their share of all; along a Lorenz curve those with most incidents, added up.</source>
        <translation>Hur många öppna drogscener radens siffror gäller, eller deras andel av alla; längs en Lorenzkurva de med flest händelser, adderade.</translation>
    </message>
    <message>
        <source>How many pairs of shootings around scenes lie close in both space and time, beside what shuffled days would give.</source>
        <translation>Hur många par av skottlossningar kring drogscener som ligger nära i både rum och tid, intill vad omkastade dagar skulle ge.</translation>
    </message>
    <message>
        <source>How many rows were read and left out, and the checksum of the input, are told in the internal package alone: they would narrow what is withheld.</source>
        <translation>Hur många rader som lästes och utelämnades, och indatans kontrollsumma, anges endast i det interna paketet: de skulle ringa in det som inte visas.</translation>
    </message>
    <message>
        <source>How many times as much as elsewhere</source>
        <translation>Hur många gånger så mycket som på övriga platser</translation>
    </message>
    <message>
        <source>How much more the scenes&apos; counts differ than chance would have it: about 1 where incidents come singly at one common rate, above 1 where they come in clusters.</source>
        <translation>Hur mycket mer drogscenernas antal skiljer sig än slumpen skulle ge: omkring 1 där händelser kommer en och en i en gemensam takt, över 1 där de kommer i klungor.</translation>
    </message>
    <message>
        <source>How scenes are told apart on the maps</source>
        <translation>Hur drogscenerna skiljs åt på kartorna</translation>
    </message>
    <message>
        <source>How scenes are told apart on the maps: by what became of them, by category (internal alone), or by change over local police areas shaded by how densely scenes lie in them.</source>
        <translation>Hur drogscenerna skiljs åt på kartorna: efter vad som hänt med dem, efter kategori (endast intern), eller efter förändring ovanpå lokalpolisområden tonade efter hur tätt drogscenerna ligger i dem.</translation>
    </message>
    <message>
        <source>How the area of the open drug scenes changed</source>
        <translation>Så ändrades de öppna drogscenernas yta</translation>
    </message>
    <message>
        <source>How the figures came about</source>
        <translation>Så kom siffrorna till</translation>
    </message>
    <message>
        <source>How the figures came about: definitions, formulas, rules, checksums</source>
        <translation>Så kom siffrorna till: definitioner, formler, regler, kontrollsummor</translation>
    </message>
    <message>
        <source>How the figures of this measure are defined</source>
        <translation>Hur måttets uppgifter är definierade</translation>
    </message>
    <message>
        <source>How the intervals of the row were made; said in full below.</source>
        <translation>Hur radens intervall har räknats fram; står i klartext nedan.</translation>
    </message>
    <message>
        <source>How the number of open drug scenes changed</source>
        <translation>Så ändrades antalet öppna drogscener</translation>
    </message>
    <message>
        <source>How the opening number and area become the closing ones. Opening and closing come from the rounds&apos; rows, the terms between from the decided links, so that the sum is a check.</source>
        <translation>Hur ingående antal och yta blir utgående. Ingående och utgående kommer ur kartläggningarnas rader, posterna däremellan ur de beslutade länkarna, så att summan är en kontroll.</translation>
    </message>
    <message>
        <source>How the public profile shows where a scene is: generalised outlines, points, or none, which leaves the name. The other profiles have the outlines as they were drawn.</source>
        <translation>Hur den offentliga profilen visar var en drogscen är: generaliserade avgränsningar, punkter eller inget, vilket lämnar namnet. De andra profilerna har avgränsningarna som de ritades.</translation>
    </message>
    <message>
        <source>INTERNAL</source>
        <translation>INTERNT</translation>
    </message>
    <message>
        <source>Id at another place</source>
        <translation>Id på annan plats</translation>
    </message>
    <message>
        <source>Id changed?</source>
        <translation>Ändrat id?</translation>
    </message>
    <message>
        <source>Ids of crime groups with ; between them, such as narcotics_supply;violence, or the path of a JSON file with groups of your own. None: all that come with the plugin.</source>
        <translation>Id för brottsgrupper med ; emellan, till exempel narcotics_supply;violence, eller sökvägen till en JSON-fil med egna grupper. Inget: alla som följer med insticksprogrammet.</translation>
    </message>
    <message>
        <source>Import areas</source>
        <translation>Importera områden</translation>
    </message>
    <message>
        <source>Import areas …</source>
        <translation>Importera områden …</translation>
    </message>
    <message>
        <source>Import outlines …</source>
        <translation>Importera avgränsningar …</translation>
    </message>
    <message>
        <source>Import scenes</source>
        <translation>Importera drogscener</translation>
    </message>
    <message>
        <source>In a gap between areas</source>
        <translation>I en glipa mellan områden</translation>
    </message>
    <message>
        <source>In a scene</source>
        <translation>I en drogscen</translation>
    </message>
    <message>
        <source>In metres, with ; between them; 0 is inside.</source>
        <translation>I meter, med ; emellan; 0 är i drogscenen.</translation>
    </message>
    <message>
        <source>In no area</source>
        <translation>Inte i något område</translation>
    </message>
    <message>
        <source>In public</source>
        <translation>Sker offentligt</translation>
    </message>
    <message>
        <source>In public: assessor</source>
        <translation>Sker offentligt: bedömare</translation>
    </message>
    <message>
        <source>In public: date</source>
        <translation>Sker offentligt: datum</translation>
    </message>
    <message>
        <source>In public: source</source>
        <translation>Sker offentligt: källa</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>Under granskning</translation>
    </message>
    <message>
        <source>In review the scenes rest while others sign</source>
        <translation>Under granskning vilar drogscenerna medan andra godkänner</translation>
    </message>
    <message>
        <source>In review, and read-only.</source>
        <translation>Under granskning och skrivskyddad.</translation>
    </message>
    <message>
        <source>In review, and read-only: to edit it, take it back to a draft there.</source>
        <translation>Under granskning och skrivskyddad: ta den där åter till utkast för att ändra den.</translation>
    </message>
    <message>
        <source>In several local police areas</source>
        <translation>I flera lokalpolisområden</translation>
    </message>
    <message>
        <source>In several municipalities</source>
        <translation>I flera kommuner</translation>
    </message>
    <message>
        <source>In the dates of the field {field} the month cannot be told from the day, in {rows} of the rows looked at (such as rows {examples}): write them as 2023-10-31.</source>
        <translation>I datumen i fältet {field} går månaden inte att skilja från dagen, i {rows} av de granskade raderna (till exempel rad {examples}): skriv dem som 2023-10-31.</translation>
    </message>
    <message>
        <source>In the scene</source>
        <translation>I drogscenen</translation>
    </message>
    <message>
        <source>In the scene: on its edge too. Beside the scene: within the band around the nearest one; where bands overlap, an incident counts once. Elsewhere: the rest of the county or the LPO.</source>
        <translation>I drogscenen: på dess kant också. Intill drogscenen: inom bandet runt den närmaste; där band överlappar räknas en händelse en gång. Övriga platser: resten av länet eller lokalpolisområdet.</translation>
    </message>
    <message>
        <source>In which outlines are kept and areas measured: a projected one, in metres.</source>
        <translation>Det som avgränsningar lagras och ytor mäts i: ett projicerat, i meter.</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Händelser</translation>
    </message>
    <message>
        <source>Incidents by crime group</source>
        <translation>Händelser per brottsgrupp</translation>
    </message>
    <message>
        <source>Incidents counted in, beside and outside the scenes, set against land, built-up area or people. Scenes were chosen partly for their crime: high counts tend to fall by themselves (regression to the mean).</source>
        <translation>Händelser räknade i, intill och utanför drogscenerna, ställda mot land, bebyggd yta eller befolkning. Drogscener väljs delvis för att många brott begås där: höga antal tenderar att sjunka av sig själva (regression mot medelvärdet).</translation>
    </message>
    <message>
        <source>Incidents in other periods</source>
        <translation>Händelser i andra perioder</translation>
    </message>
    <message>
        <source>Incidents in them</source>
        <translation>Händelser i dem</translation>
    </message>
    <message>
        <source>Incidents of the crime group in the zone and the period, with the exact interval of the mean of a Poisson count; per day: divided by the days of the period.</source>
        <translation>Händelser i brottsgruppen inom zonen och perioden, med det exakta intervallet för väntevärdet av ett Poissonfördelat antal; per dag: delat med periodens dagar.</translation>
    </message>
    <message>
        <source>Incidents of the period, or without a day that can be read</source>
        <translation>Händelser i perioden, eller utan läsbar dag</translation>
    </message>
    <message>
        <source>Incidents per km², or per 1,000 people, of the baseline that was given: land, built-up area, population, or the total area where nothing was given.</source>
        <translation>Händelser per km², eller per 1 000 personer, av den jämförelsebas som angetts: land, bebyggd yta, befolkning, eller den totala ytan där inget angetts.</translation>
    </message>
    <message>
        <source>Incidents per local police area (LPO)</source>
        <translation>Händelser per lokalpolisområde (LPO)</translation>
    </message>
    <message>
        <source>Incidents per municipality</source>
        <translation>Händelser per kommun</translation>
    </message>
    <message>
        <source>Incidents without coordinates, counted by the area that each row names; no zones can be had.</source>
        <translation>Händelser utan koordinater, räknade efter det område som varje rad nämner; några zoner kan inte fås.</translation>
    </message>
    <message>
        <source>Inside</source>
        <translation>Inuti</translation>
    </message>
    <message>
        <source>Install it {where} with this command, then start QGIS again: {command}</source>
        <translation>Installera det {where} med detta kommando och starta sedan om QGIS: {command}</translation>
    </message>
    <message>
        <source>Internal (police): all fields</source>
        <translation>Intern (polisen): alla fält</translation>
    </message>
    <message>
        <source>Into review</source>
        <translation>Till granskning</translation>
    </message>
    <message>
        <source>Invalid outline</source>
        <translation>Ogiltig avgränsning</translation>
    </message>
    <message>
        <source>It is as proposed</source>
        <translation>Det är som föreslaget</translation>
    </message>
    <message>
        <source>It is not known yet what stands against publishing.</source>
        <translation>Det är inte känt än vad som hindrar publicering.</translation>
    </message>
    <message>
        <source>It is right as it is, for the reason given</source>
        <translation>Det är rätt som det är, av det skäl som anges</translation>
    </message>
    <message>
        <source>It was not found in time which numbers must be withheld so that no small one can be worked out: the tables have {number} numbers, all tied by sums. Nothing was written. Ask for fewer crime groups, or without another period.</source>
        <translation>Det gick inte att i rimlig tid avgöra vilka tal som måste döljas för att inget litet tal ska kunna räknas ut: tabellerna har {number} tal som alla hänger ihop genom summor. Inget har skrivits. Begär färre brottsgrupper, eller ingen jämförelse med en annan period.</translation>
    </message>
    <message>
        <source>Its ancestors and descendants over all rounds</source>
        <translation>Dess föregångare och efterföljare i alla kartläggningar</translation>
    </message>
    <message>
        <source>Its checksum (SHA-256)</source>
        <translation>Dess kontrollsumma (SHA-256)</translation>
    </message>
    <message>
        <source>Its code or name, for tables without points</source>
        <translation>Dess kod eller namn, för tabeller utan punkter</translation>
    </message>
    <message>
        <source>Its code or name, for tables without points.</source>
        <translation>Dess kod eller namn, för tabeller utan punkter.</translation>
    </message>
    <message>
        <source>Judge the scene on the page of scenes, and save, before it is said to have ceased</source>
        <translation>Bedöm drogscenen på sidan med drogscener och spara innan den sägs ha upphört</translation>
    </message>
    <message>
        <source>Keep for later</source>
        <translation>Behåll till senare</translation>
    </message>
    <message>
        <source>Keep the scene as it is with you, or let it be deleted.</source>
        <translation>Behåll drogscenen som den är hos dig, eller låt den förbli borttagen.</translation>
    </message>
    <message>
        <source>Key figures</source>
        <translation>Nyckeltal</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Slag</translation>
    </message>
    <message>
        <source>Kind of change</source>
        <translation>Slag av förändring</translation>
    </message>
    <message>
        <source>Kind of link does not fit</source>
        <translation>Länkens slag stämmer inte</translation>
    </message>
    <message>
        <source>Kinds of crime as the input names them</source>
        <translation>Slag av brott så som indatan benämner dem</translation>
    </message>
    <message>
        <source>LPO</source>
        <translation>LPO</translation>
    </message>
    <message>
        <source>LPO code</source>
        <translation>LPO-kod</translation>
    </message>
    <message>
        <source>LPO or municipality</source>
        <translation>LPO eller kommun</translation>
    </message>
    <message>
        <source>LPO sheet, A4</source>
        <translation>LPO-blad, A4</translation>
    </message>
    <message>
        <source>LPOs surveyed</source>
        <translation>Tillfrågade LPO</translation>
    </message>
    <message>
        <source>LPOs with a scene</source>
        <translation>LPO med drogscen</translation>
    </message>
    <message>
        <source>Land area</source>
        <translation>Landyta</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Språk</translation>
    </message>
    <message>
        <source>Largest usual area (m²)</source>
        <translation>Största vanliga yta (m²)</translation>
    </message>
    <message>
        <source>Layers that are drawn beneath, such as a background map. None: a white ground.</source>
        <translation>Lager som ritas underst, till exempel en bakgrundskarta. Inga: vit botten.</translation>
    </message>
    <message>
        <source>Layout templates (*.qpt)</source>
        <translation>Layoutmallar (*.qpt)</translation>
    </message>
    <message>
        <source>Least number of answers for a share</source>
        <translation>Minsta antal svar för en andel</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>Avstämning</translation>
    </message>
    <message>
        <source>Ledger does not reconcile</source>
        <translation>Avstämningen går inte ihop</translation>
    </message>
    <message>
        <source>Left out: from an area that was not surveyed</source>
        <translation>Utelämnade: från ett område som inte ingick i undersökningen</translation>
    </message>
    <message>
        <source>Left out: no area</source>
        <translation>Utelämnat: inget område</translation>
    </message>
    <message>
        <source>Left out: no area is called so</source>
        <translation>Utelämnat: inget område heter så</translation>
    </message>
    <message>
        <source>Left out: no code</source>
        <translation>Utelämnat: kod saknas</translation>
    </message>
    <message>
        <source>Left out: no place</source>
        <translation>Utelämnat: plats saknas</translation>
    </message>
    <message>
        <source>Left out: no time</source>
        <translation>Utelämnat: tid saknas</translation>
    </message>
    <message>
        <source>Left out: of no crime group that is counted</source>
        <translation>Utelämnat: i ingen brottsgrupp som räknas</translation>
    </message>
    <message>
        <source>Left out: outside the county</source>
        <translation>Utelämnat: utanför länet</translation>
    </message>
    <message>
        <source>Left out: the code was not valid on that day</source>
        <translation>Utelämnat: koden gällde inte den dagen</translation>
    </message>
    <message>
        <source>Left out: the coordinates stand the wrong way round</source>
        <translation>Utelämnat: koordinaterna står tvärtom</translation>
    </message>
    <message>
        <source>Left out: the distance to a scene is not known</source>
        <translation>Utelämnade: avståndet till en drogscen är inte känt</translation>
    </message>
    <message>
        <source>Left out: the number cannot be read</source>
        <translation>Utelämnat: antalet kan inte läsas</translation>
    </message>
    <message>
        <source>Left out: the time cannot be read</source>
        <translation>Utelämnat: tiden kan inte läsas</translation>
    </message>
    <message>
        <source>Left the list</source>
        <translation>Lämnade listan</translation>
    </message>
    <message>
        <source>Left the question out</source>
        <translation>Hoppade över frågan</translation>
    </message>
    <message>
        <source>Lethal violence with a firearm</source>
        <translation>Dödligt våld med skjutvapen</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Nivå</translation>
    </message>
    <message>
        <source>Lighting and physical change</source>
        <translation>Belysning och fysisk förändring</translation>
    </message>
    <message>
        <source>Line {number} is no code: “{line}”. Write a code of up to 32 characters without blanks; then, after semicolons, its text in Swedish and in English.</source>
        <translation>Rad {number} är ingen kod: ”{line}”. Skriv en kod på högst 32 tecken utan mellanslag och sedan, efter semikolon, dess text på svenska och engelska.</translation>
    </message>
    <message>
        <source>Lines: 95 % intervals.</source>
        <translation>Linjer: 95-procentiga intervall.</translation>
    </message>
    <message>
        <source>Link rounds</source>
        <translation>Länka kartläggningar</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Länkar</translation>
    </message>
    <message>
        <source>Links of round {round} can be accepted from the round before ({previous}) alone, not from {from_round}.</source>
        <translation>Länkar för kartläggning {round} kan bara godtas från föregående kartläggning ({previous}), inte från {from_round}.</translation>
    </message>
    <message>
        <source>Links still to be decided: {count}.</source>
        <translation>Länkar som återstår att besluta: {count}.</translation>
    </message>
    <message>
        <source>Local decision</source>
        <translation>Lokalt beslut</translation>
    </message>
    <message>
        <source>Local police area (LPO)</source>
        <translation>Lokalpolisområde (LPO)</translation>
    </message>
    <message>
        <source>Local police areas</source>
        <translation>Lokalpolisområden</translation>
    </message>
    <message>
        <source>Local police areas (LPO)</source>
        <translation>Lokalpolisområden (LPO)</translation>
    </message>
    <message>
        <source>Local police areas surveyed</source>
        <translation>Undersökta lokalpolisområden</translation>
    </message>
    <message>
        <source>Logarithmic scale.</source>
        <translation>Logaritmisk skala.</translation>
    </message>
    <message>
        <source>Look at the first page</source>
        <translation>Titta på första sidan</translation>
    </message>
    <message>
        <source>Looking for what stands against publishing</source>
        <translation>Söker hinder för publicering</translation>
    </message>
    <message>
        <source>Looking which answers there are</source>
        <translation>Ser efter vilka svar som finns</translation>
    </message>
    <message>
        <source>Lorenz curve</source>
        <translation>Lorenzkurva</translation>
    </message>
    <message>
        <source>Lost by boundary change</source>
        <translation>Minskning genom ändrad avgränsning</translation>
    </message>
    <message>
        <source>Lost by boundary change (m²)</source>
        <translation>Minskning genom ändrad avgränsning (m²)</translation>
    </message>
    <message>
        <source>Lower end of the interval</source>
        <translation>Intervallets nedre gräns</translation>
    </message>
    <message>
        <source>Made on</source>
        <translation>Beslutat den</translation>
    </message>
    <message>
        <source>Make the outline valid</source>
        <translation>Gör avgränsningen giltig</translation>
    </message>
    <message>
        <source>Makes a store of an older version one of this version, whole or not at all. The old one is kept: a file beside it, or a schema of the database beside it that only its owner can read.</source>
        <translation>Gör en databas av en äldre version till en av den här versionen, helt eller inte alls. Den gamla finns kvar: som en fil bredvid, eller som ett schema bredvid som bara ägaren kan läsa.</translation>
    </message>
    <message>
        <source>Makes a store, which holds the areas, rounds and scenes of a county: a GeoPackage, or, to be shared, a schema in a PostgreSQL database with PostGIS, with roles and rights. It is empty, or filled with a fictional sample county to try the plugin on. Nothing is ever overwritten.</source>
        <translation>Skapar en databas, som rymmer ett läns områden, kartläggningar och drogscener: en GeoPackage eller, för att delas, ett schema på en PostgreSQL-server med PostGIS, med roller och behörighet. Den är tom eller fylld med ett påhittat exempellän att prova på. Inget skrivs någonsin över.</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karta</translation>
    </message>
    <message>
        <source>Map layer (GeoJSON)</source>
        <translation>Kartlager (GeoJSON)</translation>
    </message>
    <message>
        <source>Map layer (GeoPackage)</source>
        <translation>Kartlager (GeoPackage)</translation>
    </message>
    <message>
        <source>Map of the county with its municipalities and local police areas (LPO). Round {round} has {new} open drug scenes, round {before} had {old}. Where they lie stands in the table of scenes.</source>
        <translation>Karta över länet med kommuner och lokalpolisområden (LPO). Kartläggning {round} har {new} öppna drogscener, kartläggning {before} hade {old}. Var de ligger står i tabellen över drogscener.</translation>
    </message>
    <message>
        <source>Map of the county with its municipalities and local police areas (LPO). Round {round} has {new} open drug scenes. Where they lie stands in the table of scenes.</source>
        <translation>Karta över länet med kommuner och lokalpolisområden (LPO). Kartläggning {round} har {new} öppna drogscener. Var de ligger står i tabellen över drogscener.</translation>
    </message>
    <message>
        <source>Map of the county, to print</source>
        <translation>Karta över länet, att skriva ut</translation>
    </message>
    <message>
        <source>Map open drug scenes: draw, tag, check, export</source>
        <translation>Kartlägg öppna drogscener: rita, ange uppgifter, kontrollera, exportera</translation>
    </message>
    <message>
        <source>Mapped by the police together with the municipalities. Made with the QGIS plugin Drugscene {version}.</source>
        <translation>Kartlagt av polisen tillsammans med kommunerna. Framställt med QGIS-tillägget Drugscene {version}.</translation>
    </message>
    <message>
        <source>Mapping round {round}, state at {date}</source>
        <translation>Kartläggning {round}, läget {date}</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>Kartor</translation>
    </message>
    <message>
        <source>Maps of round {round}, to print.</source>
        <translation>Kartor över kartläggning {round}, för utskrift.</translation>
    </message>
    <message>
        <source>May be shown to anyone.</source>
        <translation>Får visas för vem som helst.</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Åtgärd</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Mätt</translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation>Mätt på</translation>
    </message>
    <message>
        <source>Measured on other outlines than the round has now: measure again.</source>
        <translation>Mätt på andra gränser än kartläggningen har nu: mät på nytt.</translation>
    </message>
    <message>
        <source>Measured on the total area, water included: densities and ratios say little.</source>
        <translation>Mätt på den totala ytan, med vatten: tätheter och kvoter säger lite.</translation>
    </message>
    <message>
        <source>Measured {when} by {by}</source>
        <translation>Mätt {when} av {by}</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>Åtgärder</translation>
    </message>
    <message>
        <source>Measures taken</source>
        <translation>Vidtagna åtgärder</translation>
    </message>
    <message>
        <source>Mend findings</source>
        <translation>Åtgärda anmärkningar</translation>
    </message>
    <message>
        <source>Merge the selected scenes</source>
        <translation>Slå samman valda drogscener</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>Sammanslagen</translation>
    </message>
    <message>
        <source>Merged (m²)</source>
        <translation>Sammanslagen (m²)</translation>
    </message>
    <message>
        <source>Merged and split</source>
        <translation>Sammanslagen och uppdelad</translation>
    </message>
    <message>
        <source>Mergers</source>
        <translation>Sammanslagningar</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Metod</translation>
    </message>
    <message>
        <source>Metres from home to the outline of the nearest open scene of the round, in a straight line; 0 is in it. A distance on the line between two bands belongs to the nearer. The last band, beyond, is what the others are compared with.</source>
        <translation>Meter från hemmet till avgränsningen av kartläggningens närmaste öppna drogscen, fågelvägen; 0 betyder i den. Ett avstånd på gränsen mellan två band hör till det närmare. Det sista bandet, bortom, är vad de andra jämförs med.</translation>
    </message>
    <message>
        <source>Metres to the nearest scene of the round, for tables without points</source>
        <translation>Meter till närmaste drogscen i kartläggningen, för tabeller utan punkter</translation>
    </message>
    <message>
        <source>Metres to the nearest scene of the round, for tables without points.</source>
        <translation>Meter till kartläggningens närmaste drogscen, för tabeller utan punkter.</translation>
    </message>
    <message>
        <source>Metro or commuter station</source>
        <translation>Tunnelbane- eller pendeltågsstation</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Min</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Saknas</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mer</translation>
    </message>
    <message>
        <source>More than a fifth left the question out.</source>
        <translation>Mer än en femtedel hoppade över frågan.</translation>
    </message>
    <message>
        <source>Morning</source>
        <translation>Morgon</translation>
    </message>
    <message>
        <source>Mostly found by police control: more control finds more crime.</source>
        <translation>Upptäcks mest genom polisens kontroller: med fler kontroller upptäcks fler brott.</translation>
    </message>
    <message>
        <source>Move vertices</source>
        <translation>Flytta noder</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Flyttad</translation>
    </message>
    <message>
        <source>Moved in</source>
        <translation>Inflyttad</translation>
    </message>
    <message>
        <source>Moved in (m²)</source>
        <translation>Inflyttad (m²)</translation>
    </message>
    <message>
        <source>Moved out</source>
        <translation>Utflyttad</translation>
    </message>
    <message>
        <source>Moved out (m²)</source>
        <translation>Utflyttad (m²)</translation>
    </message>
    <message>
        <source>Municipalities</source>
        <translation>Kommuner</translation>
    </message>
    <message>
        <source>Municipalities and LPOs with a scene</source>
        <translation>Kommuner och LPO med drogscen</translation>
    </message>
    <message>
        <source>Municipalities with a scene</source>
        <translation>Kommuner med drogscen</translation>
    </message>
    <message>
        <source>Municipality</source>
        <translation>Kommun</translation>
    </message>
    <message>
        <source>Municipality code</source>
        <translation>Kommunkod</translation>
    </message>
    <message>
        <source>My version whole: the next save writes over what {by} saved</source>
        <translation>Hela min version: nästa gång jag sparar skrivs det som {by} har sparat över</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Name the field with {parameter}: none of the fields of {location} could be guessed to be it.</source>
        <translation>Ange fältet med {parameter}: inget av fälten i {location} kunde gissas vara det.</translation>
    </message>
    <message>
        <source>Name used twice</source>
        <translation>Samma namn två gånger</translation>
    </message>
    <message>
        <source>Narcotics: possession and use</source>
        <translation>Narkotika: innehav och bruk</translation>
    </message>
    <message>
        <source>Narcotics: production and smuggling</source>
        <translation>Narkotika: tillverkning och smuggling</translation>
    </message>
    <message>
        <source>Narcotics: supply</source>
        <translation>Narkotika: överlåtelse</translation>
    </message>
    <message>
        <source>Near (m)</source>
        <translation>Nära (m)</translation>
    </message>
    <message>
        <source>Nearest area</source>
        <translation>Närmaste område</translation>
    </message>
    <message>
        <source>Nearly the same outline twice</source>
        <translation>Nästan samma avgränsning två gånger</translation>
    </message>
    <message>
        <source>Needed where the baseline is population.</source>
        <translation>Krävs när jämförelsebasen är befolkning.</translation>
    </message>
    <message>
        <source>Neither published nor corrected yet.</source>
        <translation>Varken publicerad eller rättad än.</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Tillkommen</translation>
    </message>
    <message>
        <source>New (m²)</source>
        <translation>Tillkommen (m²)</translation>
    </message>
    <message>
        <source>New store …</source>
        <translation>Ny databas …</translation>
    </message>
    <message>
        <source>Newcombe interval of the difference</source>
        <translation>Newcombeintervall för skillnaden</translation>
    </message>
    <message>
        <source>Newly noticed</source>
        <translation>Nyupptäckt</translation>
    </message>
    <message>
        <source>Next scene in the list</source>
        <translation>Nästa drogscen i listan</translation>
    </message>
    <message>
        <source>Night</source>
        <translation>Natt</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nej</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Inget svar</translation>
    </message>
    <message>
        <source>No answers</source>
        <translation>Inga svar</translation>
    </message>
    <message>
        <source>No category</source>
        <translation>Ingen kategori</translation>
    </message>
    <message>
        <source>No connection to the store; you can go on editing.</source>
        <translation>Ingen förbindelse med databasen; du kan fortsätta redigera.</translation>
    </message>
    <message>
        <source>No connection; your edits are kept and saved when it returns.</source>
        <translation>Ingen förbindelse; dina ändringar finns kvar och sparas när den är tillbaka.</translation>
    </message>
    <message>
        <source>No control: no difference can be formed.</source>
        <translation>Ingen kontroll: ingen skillnad kan bildas.</translation>
    </message>
    <message>
        <source>No figures have been measured.</source>
        <translation>Inga tal har beräknats.</translation>
    </message>
    <message>
        <source>No local police area or municipality is valid on {day}, the reference date of round {round}: import the areas.</source>
        <translation>Inget lokalpolisområde och ingen kommun gäller {day}, referensdatum för kartläggning {round}: importera områdena.</translation>
    </message>
    <message>
        <source>No local police area {code} is valid in round {round}. There are: {known}.</source>
        <translation>Inget lokalpolisområde {code} gäller i kartläggningen {round}. Det finns: {known}.</translation>
    </message>
    <message>
        <source>No local police areas</source>
        <translation>Lokalpolisområden saknas</translation>
    </message>
    <message>
        <source>No local police areas are valid on {ref_date}: scenes cannot be assigned to any.</source>
        <translation>Inga lokalpolisområden gäller {ref_date}: drogscenerna kan inte höra till något.</translation>
    </message>
    <message>
        <source>No measures are recorded.</source>
        <translation>Inga åtgärder är antecknade.</translation>
    </message>
    <message>
        <source>No municipalities</source>
        <translation>Kommuner saknas</translation>
    </message>
    <message>
        <source>No municipalities are valid on {ref_date}: scenes cannot be assigned to any.</source>
        <translation>Inga kommuner gäller {ref_date}: drogscenerna kan inte höra till någon.</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>Namn saknas</translation>
    </message>
    <message>
        <source>No outline</source>
        <translation>Avgränsning saknas</translation>
    </message>
    <message>
        <source>No populated area was given: there is no comparison with chance.</source>
        <translation>Ingen befolkad yta angavs: det finns ingen jämförelse med slumpen.</translation>
    </message>
    <message>
        <source>No round is open.</source>
        <translation>Ingen kartläggning är öppen.</translation>
    </message>
    <message>
        <source>No scene is selected: select one in the list or on the map.</source>
        <translation>Ingen drogscen är vald: välj en i listan eller på kartan.</translation>
    </message>
    <message>
        <source>No scene of round {from_round} has ceased by round {round}: there is nothing to test.</source>
        <translation>Ingen drogscen i kartläggning {from_round} har upphört till kartläggning {round}: det finns inget att pröva.</translation>
    </message>
    <message>
        <source>No scenes</source>
        <translation>Inga drogscener</translation>
    </message>
    <message>
        <source>No store open</source>
        <translation>Ingen databas öppen</translation>
    </message>
    <message>
        <source>No unsaved changes</source>
        <translation>Inga osparade ändringar</translation>
    </message>
    <message>
        <source>Nobody gave an answer that means a problem ({values}): is it spelt like this? Answers found: {found}.</source>
        <translation>Ingen gav ett svar som betyder ett problem ({values}): stavas det så? Svar som finns: {found}.</translation>
    </message>
    <message>
        <source>None of the {rows} incidents with a place in the period lies in the county (rows {examples}): the coordinates may be those of another coordinate system, or the round that of another county.</source>
        <translation>Ingen av de {rows} händelserna med plats i perioden ligger i länet (rader {examples}): koordinaterna kan höra till ett annat koordinatsystem, eller kartläggningen till ett annat län.</translation>
    </message>
    <message>
        <source>North or latitude</source>
        <translation>Nord eller latitud</translation>
    </message>
    <message>
        <source>Not a scene</source>
        <translation>Ingen drogscen</translation>
    </message>
    <message>
        <source>Not all boundaries are official.</source>
        <translation>Alla gränser är inte officiella.</translation>
    </message>
    <message>
        <source>Not assigned</source>
        <translation>Utan område</translation>
    </message>
    <message>
        <source>Not assigned to an LPO</source>
        <translation>Utan LPO</translation>
    </message>
    <message>
        <source>Not checked yet.</source>
        <translation>Inte kontrollerad än.</translation>
    </message>
    <message>
        <source>Not decided yet</source>
        <translation>Oavgjord</translation>
    </message>
    <message>
        <source>Not decided: {count} × {kind}.</source>
        <translation>Inte beslutat: {count} × {kind}.</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>Inte mätt</translation>
    </message>
    <message>
        <source>Not measured for this round yet.</source>
        <translation>Inte mätt för denna kartläggning ännu.</translation>
    </message>
    <message>
        <source>Not measured: an LPO where nobody was asked, or the county where not all of it was. Too few answers: fewer than a share is given for.</source>
        <translation>Inte mätt: ett lokalpolisområde där ingen tillfrågades, eller länet när bara en del av det tillfrågades. För få svar: färre än en andel anges för.</translation>
    </message>
    <message>
        <source>Not official boundaries ({count}): {names}.</source>
        <translation>Inte officiella gränser ({count}): {names}.</translation>
    </message>
    <message>
        <source>Not official: {names}.</source>
        <translation>Inte officiella: {names}.</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Inte sparad</translation>
    </message>
    <message>
        <source>Not seen</source>
        <translation>Godta inte längre</translation>
    </message>
    <message>
        <source>Not shown to you: {fields}.</source>
        <translation>Visas inte för dig: {fields}.</translation>
    </message>
    <message>
        <source>Not signed yet.</source>
        <translation>Inte godkänt än.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anteckning</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Ingen</translation>
    </message>
    <message>
        <source>Nothing can be written in the folder {folder}.</source>
        <translation>Det går inte att skriva i mappen {folder}.</translation>
    </message>
    <message>
        <source>Nothing of a polygon remains of the outline when it is mended (area as drawn: {area:.1f} m²).</source>
        <translation>Inget av en polygon blir kvar när avgränsningen repareras (yta som ritad: {area:.1f} m²).</translation>
    </message>
    <message>
        <source>Nothing stands against publishing the round.</source>
        <translation>Inget hindrar att kartläggningen publiceras.</translation>
    </message>
    <message>
        <source>Nothing that can be accepted as it is</source>
        <translation>Inget som kan godtas som det är</translation>
    </message>
    <message>
        <source>Nothing to bring back: the file is up to date.</source>
        <translation>Inget att lämna tillbaka: filen är aktuell.</translation>
    </message>
    <message>
        <source>Nothing was counted elsewhere: there is no ratio.</source>
        <translation>Inget räknades på övriga platser: det finns ingen kvot.</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Inga anmärkningar.</translation>
    </message>
    <message>
        <source>Nothing was imported, since {number} of {total} rows were refused (STRICT is on). The first: row {row}: {reason}</source>
        <translation>Inget importerades, eftersom {number} av {total} rader avvisades (STRICT är på). Den första: rad {row}: {reason}</translation>
    </message>
    <message>
        <source>Nothing was saved: others have saved the same scenes meanwhile ({scenes}).</source>
        <translation>Inget har sparats: andra har sparat samma drogscener under tiden ({scenes}).</translation>
    </message>
    <message>
        <source>Nothing was withheld.</source>
        <translation>Allt visas.</translation>
    </message>
    <message>
        <source>Nothing was written, and your edits are still here. Settle each scene, then save again. It can be undone.</source>
        <translation>Inget har skrivits och dina ändringar finns kvar. Lös varje drogscen för sig och spara sedan igen. Det går att ångra.</translation>
    </message>
    <message>
        <source>Nothing was written: there are conflicts.</source>
        <translation>Ingenting skrevs: det finns konflikter.</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Antal</translation>
    </message>
    <message>
        <source>Number and area of the open scenes of each round, as it was published.</source>
        <translation>Antal och yta för de öppna drogscenerna i varje kartläggning, så som den publicerades.</translation>
    </message>
    <message>
        <source>Number counted</source>
        <translation>Räknat antal</translation>
    </message>
    <message>
        <source>Number counted: lower end</source>
        <translation>Räknat antal: nedre gräns</translation>
    </message>
    <message>
        <source>Number counted: upper end</source>
        <translation>Räknat antal: övre gräns</translation>
    </message>
    <message>
        <source>Number elsewhere</source>
        <translation>Antal på övriga platser</translation>
    </message>
    <message>
        <source>Number in the earlier period</source>
        <translation>Antal i den tidigare perioden</translation>
    </message>
    <message>
        <source>Number in the later period, earlier outlines</source>
        <translation>Antal i den senare perioden, tidigare avgränsningar</translation>
    </message>
    <message>
        <source>Number in the whole</source>
        <translation>Antal i helheten</translation>
    </message>
    <message>
        <source>Number of areas imported</source>
        <translation>Antal importerade områden</translation>
    </message>
    <message>
        <source>Number of codes</source>
        <translation>Antal koder</translation>
    </message>
    <message>
        <source>Number of errors</source>
        <translation>Antal fel</translation>
    </message>
    <message>
        <source>Number of files</source>
        <translation>Antal filer</translation>
    </message>
    <message>
        <source>Number of open drug scenes</source>
        <translation>Antal öppna drogscener</translation>
    </message>
    <message>
        <source>Number of rows read</source>
        <translation>Antal lästa rader</translation>
    </message>
    <message>
        <source>Number of scenes added</source>
        <translation>Antal tillagda drogscener</translation>
    </message>
    <message>
        <source>Number of scenes carried forward</source>
        <translation>Antal överförda drogscener</translation>
    </message>
    <message>
        <source>Number of scenes changed</source>
        <translation>Antal ändrade drogscener</translation>
    </message>
    <message>
        <source>Number of scenes changed that others changed in other fields</source>
        <translation>Antal ändrade drogscener som andra ändrat i andra fält</translation>
    </message>
    <message>
        <source>Number of scenes imported</source>
        <translation>Antal importerade drogscener</translation>
    </message>
    <message>
        <source>Number of scenes in conflict, settled or not</source>
        <translation>Antal drogscener i konflikt, avgjorda eller inte</translation>
    </message>
    <message>
        <source>Number of scenes removed</source>
        <translation>Antal borttagna drogscener</translation>
    </message>
    <message>
        <source>Number of scenes signed</source>
        <translation>Antal godkända drogscener</translation>
    </message>
    <message>
        <source>Number of scenes taken along</source>
        <translation>Antal drogscener i filen</translation>
    </message>
    <message>
        <source>Number of scenes that may not be written</source>
        <translation>Antal drogscener som inte får skrivas</translation>
    </message>
    <message>
        <source>Number of scenes, or their area</source>
        <translation>Antal drogscener eller deras yta</translation>
    </message>
    <message>
        <source>Number of these that may be edited</source>
        <translation>Antal av dessa som får redigeras</translation>
    </message>
    <message>
        <source>Number of warnings that nobody has accepted</source>
        <translation>Antal varningar som ingen har godtagit</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Antal</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Invänd</translation>
    </message>
    <message>
        <source>Objected</source>
        <translation>Invändning gjord</translation>
    </message>
    <message>
        <source>Objection</source>
        <translation>Invändning</translation>
    </message>
    <message>
        <source>Obstacles</source>
        <translation>Hinder</translation>
    </message>
    <message>
        <source>Of how many (n)</source>
        <translation>Av hur många (n)</translation>
    </message>
    <message>
        <source>Official</source>
        <translation>Officiella</translation>
    </message>
    <message>
        <source>Official boundary</source>
        <translation>Officiell gräns</translation>
    </message>
    <message>
        <source>On the list since</source>
        <translation>På listan sedan</translation>
    </message>
    <message>
        <source>On the server {server} you may not make or give away the role {name}: ask somebody who may (CREATEROLE) to make the store.</source>
        <translation>På servern {server} får du inte skapa eller dela ut rollen {name}: be någon som får det (CREATEROLE) att skapa databasen.</translation>
    </message>
    <message>
        <source>On this page</source>
        <translation>På denna sida</translation>
    </message>
    <message>
        <source>On {ref_date} no area of level {level} is valid. The store has divisions for: {known}.</source>
        <translation>{ref_date} gäller inget område på nivån {level}. Databasen har indelningar för: {known}.</translation>
    </message>
    <message>
        <source>One PDF with all pages, or a PNG or SVG picture a page.</source>
        <translation>En PDF med alla sidor, eller en PNG- eller SVG-bild per sida.</translation>
    </message>
    <message>
        <source>One code a line, or with | between: code; Swedish text; English text. They are kept in this order.</source>
        <translation>En kod per rad, eller med | emellan: kod; svensk text; engelsk text. De behålls i denna ordning.</translation>
    </message>
    <message>
        <source>One of the same type, actor and start takes the earlier one&apos;s place</source>
        <translation>En av samma typ, aktör och startdag ersätter den tidigare</translation>
    </message>
    <message>
        <source>One version is deleted: take one of the two whole</source>
        <translation>Den ena versionen är borttagen: ta en av de två hel</translation>
    </message>
    <message>
        <source>Ongoing</source>
        <translation>Pågår</translation>
    </message>
    <message>
        <source>Only say</source>
        <translation>Visa bara</translation>
    </message>
    <message>
        <source>Only these</source>
        <translation>Endast dessa</translation>
    </message>
    <message>
        <source>Open a new round …</source>
        <translation>Öppna en ny kartläggning …</translation>
    </message>
    <message>
        <source>Open a round first.</source>
        <translation>Öppna en kartläggning först.</translation>
    </message>
    <message>
        <source>Open a round to see what became of each scene.</source>
        <translation>Öppna en kartläggning för att se vad det blev av varje drogscen.</translation>
    </message>
    <message>
        <source>Open a shared store</source>
        <translation>Öppna en delad databas</translation>
    </message>
    <message>
        <source>Open a shared store …</source>
        <translation>Öppna en delad databas …</translation>
    </message>
    <message>
        <source>Open a store</source>
        <translation>Öppna en databas</translation>
    </message>
    <message>
        <source>Open a store …</source>
        <translation>Öppna en databas …</translation>
    </message>
    <message>
        <source>Open a store, or make a new one, with the button beside its name.</source>
        <translation>Öppna en databas, eller skapa en ny, med knappen bredvid dess namn.</translation>
    </message>
    <message>
        <source>Open as layout</source>
        <translation>Öppna som layout</translation>
    </message>
    <message>
        <source>Open drug scene</source>
        <translation>Öppen drogscen</translation>
    </message>
    <message>
        <source>Open drug scenes</source>
        <translation>Öppna drogscener</translation>
    </message>
    <message>
        <source>Open drug scenes in the county</source>
        <translation>Öppna drogscener i länet</translation>
    </message>
    <message>
        <source>Open drug scenes per local police area (LPO)</source>
        <translation>Öppna drogscener per lokalpolisområde (LPO)</translation>
    </message>
    <message>
        <source>Open drug scenes per municipality</source>
        <translation>Öppna drogscener per kommun</translation>
    </message>
    <message>
        <source>Open drug scenes {round}</source>
        <translation>Öppna drogscener {round}</translation>
    </message>
    <message>
        <source>Open drug scenes, mapping round {round}</source>
        <translation>Öppna drogscener, kartläggning {round}</translation>
    </message>
    <message>
        <source>Open drug scenes, round by round</source>
        <translation>Öppna drogscener, kartläggning för kartläggning</translation>
    </message>
    <message>
        <source>Open or make a store</source>
        <translation>Öppna eller skapa en databas</translation>
    </message>
    <message>
        <source>Open round</source>
        <translation>Öppna kartläggning</translation>
    </message>
    <message>
        <source>Open the round as the draft of its next revision; this one stays readable</source>
        <translation>Öppna kartläggningen som utkast till nästa revision; den här går fortfarande att läsa</translation>
    </message>
    <message>
        <source>Open the template in QGIS&apos;s layout designer. Change it, save it as a template, and choose it here as a file of your own.</source>
        <translation>Öppna mallen i QGIS layoutfönster. Ändra den, spara den som mall och välj den här som en egen fil.</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Ingående</translation>
    </message>
    <message>
        <source>Opening (m²)</source>
        <translation>Ingående (m²)</translation>
    </message>
    <message>
        <source>Opening and closing from the rounds&apos; rows, the terms between from the decided links.</source>
        <translation>Ingående och utgående ur kartläggningarnas rader, posterna däremellan ur de beslutade länkarna.</translation>
    </message>
    <message>
        <source>Opening the layout</source>
        <translation>Öppnar layouten</translation>
    </message>
    <message>
        <source>Opening the round</source>
        <translation>Öppnar kartläggningen</translation>
    </message>
    <message>
        <source>Opening the round again</source>
        <translation>Öppnar kartläggningen igen</translation>
    </message>
    <message>
        <source>Opening the store</source>
        <translation>Öppnar databasen</translation>
    </message>
    <message>
        <source>Opens a mapping round as a draft. The open scenes of an earlier round can be carried forward: they keep their ids, outlines, answers and tags, and wait as candidates to be confirmed. They are assigned anew to the areas that are valid on the reference date. Where the list says other than what was decided locally since, the log tells.</source>
        <translation>Öppnar en kartläggning som utkast. De öppna drogscenerna i en tidigare kartläggning kan föras över: de behåller id, avgränsning, svar och uppgifter och väntar som kandidater på att bekräftas. De får på nytt de områden som gäller på referensdatumet. Där förteckningen säger något annat än vad som har beslutats lokalt sedan dess framgår det av loggen.</translation>
    </message>
    <message>
        <source>Opens a published round again as a new revision, for a reason that is listed among the errata. What was published stays readable and can be exported.</source>
        <translation>Öppnar en publicerad kartläggning igen som en ny revision, av ett skäl som tas upp bland rättelserna. Det som publicerades går fortfarande att läsa och exportera.</translation>
    </message>
    <message>
        <source>Opioids</source>
        <translation>Opioider</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Annat</translation>
    </message>
    <message>
        <source>Other answers</source>
        <translation>Övriga svar</translation>
    </message>
    <message>
        <source>Other categories</source>
        <translation>Övriga kategorier</translation>
    </message>
    <message>
        <source>Other period from</source>
        <translation>Andra perioden från</translation>
    </message>
    <message>
        <source>Other period to (not included)</source>
        <translation>Andra perioden till (ej med)</translation>
    </message>
    <message>
        <source>Others kept saving to the store while round {round} was read. Nothing was exported; try again.</source>
        <translation>Andra sparade i databasen medan kartläggning {round} lästes. Inget exporterades; försök igen.</translation>
    </message>
    <message>
        <source>Otherwise …</source>
        <translation>Annorlunda …</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Avgränsning</translation>
    </message>
    <message>
        <source>Outline in round {round}</source>
        <translation>Avgränsning i kartläggning {round}</translation>
    </message>
    <message>
        <source>Outline is no polygon</source>
        <translation>Avgränsningen är ingen polygon</translation>
    </message>
    <message>
        <source>Outline with a coordinate that is no number</source>
        <translation>Avgränsning med en koordinat som inte är ett tal</translation>
    </message>
    <message>
        <source>Outlines</source>
        <translation>Avgränsningar</translation>
    </message>
    <message>
        <source>Outlines are generalised.</source>
        <translation>Avgränsningarna är generaliserade.</translation>
    </message>
    <message>
        <source>Outlines imported: {count}.</source>
        <translation>Importerade avgränsningar: {count}.</translation>
    </message>
    <message>
        <source>Outlines in the files</source>
        <translation>Avgränsningar i filerna</translation>
    </message>
    <message>
        <source>Outlines of</source>
        <translation>Gränser från</translation>
    </message>
    <message>
        <source>Outlines of scenes for the public</source>
        <translation>Drogsceners avgränsningar för offentligheten</translation>
    </message>
    <message>
        <source>Outlines used</source>
        <translation>Använda avgränsningar</translation>
    </message>
    <message>
        <source>Outlines {round}</source>
        <translation>Avgränsningar {round}</translation>
    </message>
    <message>
        <source>Outreach</source>
        <translation>Uppsökande arbete</translation>
    </message>
    <message>
        <source>Outside the county</source>
        <translation>Utanför länet</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>Överlapp</translation>
    </message>
    <message>
        <source>Own areas around the control</source>
        <translation>Egna områden runt kontrollen</translation>
    </message>
    <message>
        <source>Own crime groups</source>
        <translation>Egna brottsgrupper</translation>
    </message>
    <message>
        <source>PAI: lower end</source>
        <translation>PAI: nedre gräns</translation>
    </message>
    <message>
        <source>PAI: upper end</source>
        <translation>PAI: övre gräns</translation>
    </message>
    <message>
        <source>PUBLIC</source>
        <translation>OFFENTLIGT</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>Sida {page} av {pages}</translation>
    </message>
    <message>
        <source>Pairs close in space and time, days shuffled (Knox)</source>
        <translation>Par nära i rum och tid, dagarna omkastade (Knox)</translation>
    </message>
    <message>
        <source>Pairs of shootings close in space and time</source>
        <translation>Par av skottlossningar nära i rum och tid</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parametrar</translation>
    </message>
    <message>
        <source>Parameters as of: {table}.</source>
        <translation>Samma parametrar som: {table}.</translation>
    </message>
    <message>
        <source>Park</source>
        <translation>Park</translation>
    </message>
    <message>
        <source>Partly outside the county</source>
        <translation>Delvis utanför länet</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Invånare</translation>
    </message>
    <message>
        <source>Per 1,000 people</source>
        <translation>Per 1 000 invånare</translation>
    </message>
    <message>
        <source>Per day</source>
        <translation>Per dag</translation>
    </message>
    <message>
        <source>Per km²</source>
        <translation>Per km²</translation>
    </message>
    <message>
        <source>Perceived as a problem by authorities</source>
        <translation>Uppfattas som ett problem av myndigheter</translation>
    </message>
    <message>
        <source>Perceived as a problem by the public</source>
        <translation>Uppfattas som ett problem av allmänheten</translation>
    </message>
    <message>
        <source>Perceived by authorities: assessor</source>
        <translation>Uppfattas av myndigheter: bedömare</translation>
    </message>
    <message>
        <source>Perceived by authorities: date</source>
        <translation>Uppfattas av myndigheter: datum</translation>
    </message>
    <message>
        <source>Perceived by authorities: source</source>
        <translation>Uppfattas av myndigheter: källa</translation>
    </message>
    <message>
        <source>Perceived by the public: assessor</source>
        <translation>Uppfattas av allmänheten: bedömare</translation>
    </message>
    <message>
        <source>Perceived by the public: date</source>
        <translation>Uppfattas av allmänheten: datum</translation>
    </message>
    <message>
        <source>Perceived by the public: source</source>
        <translation>Uppfattas av allmänheten: källa</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Period from</source>
        <translation>Period från</translation>
    </message>
    <message>
        <source>Period to (not included)</source>
        <translation>Period till (ej med)</translation>
    </message>
    <message>
        <source>Period {start} to {end}, outlines {outlines}:</source>
        <translation>Period {start} till {end}, avgränsningar {outlines}:</translation>
    </message>
    <message>
        <source>Period {start} to {end}:</source>
        <translation>Perioden {start} till {end}:</translation>
    </message>
    <message>
        <source>Persistent</source>
        <translation>Bestående</translation>
    </message>
    <message>
        <source>Persistent: assessor</source>
        <translation>Bestående: bedömare</translation>
    </message>
    <message>
        <source>Persistent: date</source>
        <translation>Bestående: datum</translation>
    </message>
    <message>
        <source>Persistent: source</source>
        <translation>Bestående: källa</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>Personuppgifter</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Plats</translation>
    </message>
    <message>
        <source>Places are given by name alone.</source>
        <translation>Platser anges endast med namn.</translation>
    </message>
    <message>
        <source>Places that the round lists as open drug scenes at its reference date. Candidates, undecided, rejected and ceased places do not count.</source>
        <translation>Platser som kartläggningen för upp som öppna drogscener på referensdatumet. Kandidater, oavgjorda, avvisade och upphörda platser räknas inte.</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Planerad</translation>
    </message>
    <message>
        <source>Points are thrown by people. None: evenly over the area of the polygons.</source>
        <translation>Punkter slumpas ut efter befolkning. Inget: jämnt över polygonernas yta.</translation>
    </message>
    <message>
        <source>Points show about where a scene lies.</source>
        <translation>Punkter visar ungefär var en drogscen ligger.</translation>
    </message>
    <message>
        <source>Police</source>
        <translation>Polisen</translation>
    </message>
    <message>
        <source>Police area</source>
        <translation>Polisområde</translation>
    </message>
    <message>
        <source>Polygons in place of the ring around the control areas. None: that ring.</source>
        <translation>Polygoner i stället för ringen runt kontrollområdena. Inget: den ringen.</translation>
    </message>
    <message>
        <source>Polygons of land, built-up area or population. None: the total area, water included, and labelled so.</source>
        <translation>Polygoner med land, bebyggd yta eller befolkning. Inget: den totala ytan, med vatten, och märkt så.</translation>
    </message>
    <message>
        <source>Polygons of the populated area</source>
        <translation>Polygoner i den befolkade ytan</translation>
    </message>
    <message>
        <source>Polygons that the scenes are compared with. None: each is matched with a scene that remained.</source>
        <translation>Polygoner som drogscenerna jämförs med. Inget: var och en paras ihop med en drogscen som kvarstår.</translation>
    </message>
    <message>
        <source>Polygons where people live. None: there is no comparison with chance, and it is said.</source>
        <translation>Polygoner där människor bor. Inget: ingen jämförelse med slumpen görs, och det sägs.</translation>
    </message>
    <message>
        <source>Population</source>
        <translation>Befolkning</translation>
    </message>
    <message>
        <source>PostGIS on {server} does not know the coordinate reference system {crs}.</source>
        <translation>PostGIS på {server} känner inte till koordinatsystemet {crs}.</translation>
    </message>
    <message>
        <source>Prescription drugs</source>
        <translation>Läkemedel</translation>
    </message>
    <message>
        <source>Presence</source>
        <translation>Närvaro</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Förhandsvisa</translation>
    </message>
    <message>
        <source>Previous scene in the list</source>
        <translation>Föregående drogscen i listan</translation>
    </message>
    <message>
        <source>Print to files</source>
        <translation>Skriv ut till filer</translation>
    </message>
    <message>
        <source>Printing maps</source>
        <translation>Skriver ut kartor</translation>
    </message>
    <message>
        <source>Prints a round: the county&apos;s overview with its key figures and tables, a sheet for each local police area, or a page for each scene with the old outline in red and the new one in blue. One PDF, or a PNG or SVG a page. Long tables go on to the next page. It appears whole or not at all; an atlas of the same name is replaced, any other file is not. For the public as in the package: published rounds alone, open scenes alone, and no outline as it was drawn.</source>
        <translation>Skriver ut en kartläggning: länets översikt med nyckeltal och tabeller, ett blad per lokalpolisområde, eller en sida per drogscen med den gamla avgränsningen i rött och den nya i blått. En PDF, eller en PNG eller SVG per sida. Långa tabeller fortsätter på nästa sida. Atlasen skrivs hel eller inte alls; en atlas med samma namn ersätts, men ingen annan fil. För allmänheten som i paketet: endast publicerade kartläggningar, endast öppna drogscener, och ingen avgränsning som den ritades.</translation>
    </message>
    <message>
        <source>Prison and probation service</source>
        <translation>Kriminalvården</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Program</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Offentlig</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Publicera</translation>
    </message>
    <message>
        <source>Publish round</source>
        <translation>Publicera kartläggning</translation>
    </message>
    <message>
        <source>Publish round {round}, revision {revision}?

It can then no longer be changed. What turns out to be wrong is corrected in a new revision, with a reason.</source>
        <translation>Publicera kartläggning {round}, revision {revision}?

Den kan sedan inte längre ändras. Det som visar sig vara fel rättas i en ny revision, med ett skäl.</translation>
    </message>
    <message>
        <source>Publish the round</source>
        <translation>Publicera kartläggningen</translation>
    </message>
    <message>
        <source>Publish the round; it can then no longer be changed</source>
        <translation>Publicera kartläggningen; den kan sedan inte längre ändras</translation>
    </message>
    <message>
        <source>Publish …</source>
        <translation>Publicera …</translation>
    </message>
    <message>
        <source>Publish. Without it nothing is written: only what stands against publishing is told.</source>
        <translation>Publicera. Utan den skrivs inget: bara det som hindrar publicering redovisas.</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Publicerad</translation>
    </message>
    <message>
        <source>Published record changed</source>
        <translation>Publicerad dokumentation ändrad</translation>
    </message>
    <message>
        <source>Published round changed</source>
        <translation>Publicerad kartläggning ändrad</translation>
    </message>
    <message>
        <source>Published round opened again</source>
        <translation>Publicerad kartläggning öppnad igen</translation>
    </message>
    <message>
        <source>Published, and read-only.</source>
        <translation>Publicerad och skrivskyddad.</translation>
    </message>
    <message>
        <source>Published, and read-only: to change it, correct it on the page of review.</source>
        <translation>Publicerad och skrivskyddad: rätta den på sidan Granska för att ändra den.</translation>
    </message>
    <message>
        <source>Publishes a round: its scenes, links and sign-offs are kept as they are, and can no longer be changed. It is refused, with all reasons at once, while the round has errors, undecided scenes or links, sign-offs that are missing or void, or a ledger that does not reconcile.</source>
        <translation>Publicerar en kartläggning: dess drogscener, länkar och godkännanden bevaras som de är och kan inte längre ändras. Det vägras, med alla skäl på en gång, så länge kartläggningen har fel, oavgjorda drogscener eller länkar, godkännanden som saknas eller är ogiltiga eller en avstämning som inte går ihop.</translation>
    </message>
    <message>
        <source>Publishing the round</source>
        <translation>Publicerar kartläggningen</translation>
    </message>
    <message>
        <source>Put both versions together as it is chosen above</source>
        <translation>Sätt ihop båda versionerna så som det är valt ovan</translation>
    </message>
    <message>
        <source>Put the selected ceased scenes back, or bring one back from an earlier round …</source>
        <translation>Ta tillbaka de valda upphörda drogscenerna, eller hämta en från en tidigare kartläggning …</translation>
    </message>
    <message>
        <source>QGIS has no PostgreSQL connection {name}. It has: {known}.</source>
        <translation>QGIS har ingen PostgreSQL-anslutning {name}. De som finns: {known}.</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Mått</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Fråga</translation>
    </message>
    <message>
        <source>Random points on the populated area</source>
        <translation>Slumpade punkter på den befolkade ytan</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Rank: best end</source>
        <translation>Rang: bästa gräns</translation>
    </message>
    <message>
        <source>Rank: worst end</source>
        <translation>Rang: sämsta gräns</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Kvot</translation>
    </message>
    <message>
        <source>Ratio to elsewhere</source>
        <translation>Kvot mot övriga</translation>
    </message>
    <message>
        <source>Ratio: lower end</source>
        <translation>Kvot: nedre gräns</translation>
    </message>
    <message>
        <source>Ratio: upper end</source>
        <translation>Kvot: övre gräns</translation>
    </message>
    <message>
        <source>Reading a round</source>
        <translation>Läser en kartläggning</translation>
    </message>
    <message>
        <source>Reading earlier rounds</source>
        <translation>Läser tidigare kartläggningar</translation>
    </message>
    <message>
        <source>Reading the figures</source>
        <translation>Läser uppgifterna</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Skäl</translation>
    </message>
    <message>
        <source>Reason code</source>
        <translation>Skälskod</translation>
    </message>
    <message>
        <source>Reason for another LPO</source>
        <translation>Skäl för annat LPO</translation>
    </message>
    <message>
        <source>Reason for another municipality</source>
        <translation>Skäl för annan kommun</translation>
    </message>
    <message>
        <source>Reason for ceased scenes</source>
        <translation>Skäl för upphörda drogscener</translation>
    </message>
    <message>
        <source>Reason for new scenes</source>
        <translation>Skäl för tillkomna drogscener</translation>
    </message>
    <message>
        <source>Reason for the status</source>
        <translation>Skäl för status</translation>
    </message>
    <message>
        <source>Reason, in a few words</source>
        <translation>Skäl, i korthet</translation>
    </message>
    <message>
        <source>Reconciles</source>
        <translation>Går ihop</translation>
    </message>
    <message>
        <source>Reconciles (area)</source>
        <translation>Går ihop (yta)</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Registrera</translation>
    </message>
    <message>
        <source>Record local decision</source>
        <translation>Registrera lokalt beslut</translation>
    </message>
    <message>
        <source>Record measure</source>
        <translation>Registrera åtgärd</translation>
    </message>
    <message>
        <source>Recorded by</source>
        <translation>Registrerad av</translation>
    </message>
    <message>
        <source>Recorded in error</source>
        <translation>Felaktigt registrerad</translation>
    </message>
    <message>
        <source>Recording a decision</source>
        <translation>Registrerar ett beslut</translation>
    </message>
    <message>
        <source>Recording a measure</source>
        <translation>Registrerar en åtgärd</translation>
    </message>
    <message>
        <source>Records a measure at a scene&apos;s place. Recorded again with the same scene, type, actor and first day, it says how the measure now stands.</source>
        <translation>Registrerar en åtgärd på en drogscens plats. Registreras den igen med samma drogscen, typ, aktör och första dag anger den hur åtgärden nu står.</translation>
    </message>
    <message>
        <source>Records what a local police area or municipality decided about a scene between rounds, such as that it was taken off the list. Opening, checking and publishing a round compare the list with it.</source>
        <translation>Registrerar vad ett lokalpolisområde eller en kommun beslutade om en drogscen mellan kartläggningarna, till exempel att den avfördes. När en kartläggning öppnas, kontrolleras och publiceras jämförs förteckningen med det.</translation>
    </message>
    <message>
        <source>Redo {step}</source>
        <translation>Gör om {step}</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Källa</translation>
    </message>
    <message>
        <source>Reference date</source>
        <translation>Referensdatum</translation>
    </message>
    <message>
        <source>Refused rows</source>
        <translation>Avvisade rader</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Förkasta</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Förkastad</translation>
    </message>
    <message>
        <source>Rejecting links</source>
        <translation>Förkastar länkar</translation>
    </message>
    <message>
        <source>Rename the scene</source>
        <translation>Byt namn på drogscenen</translation>
    </message>
    <message>
        <source>Report, observation, tip …</source>
        <translation>Rapport, iakttagelse, tips …</translation>
    </message>
    <message>
        <source>Reported crime by area</source>
        <translation>Anmälda brott per område</translation>
    </message>
    <message>
        <source>Reported crime by area: what was read</source>
        <translation>Anmälda brott per område: vad som lästes</translation>
    </message>
    <message>
        <source>Required tags missing</source>
        <translation>Obligatoriska uppgifter saknas</translation>
    </message>
    <message>
        <source>Reshape</source>
        <translation>Omforma</translation>
    </message>
    <message>
        <source>Reshape, split and merge with QGIS&apos;s own tools</source>
        <translation>Omforma, dela och slå samman med QGIS egna verktyg</translation>
    </message>
    <message>
        <source>Residents who see a problem, by distance to the nearest scene</source>
        <translation>Boende som ser ett problem, efter avstånd till närmaste drogscen</translation>
    </message>
    <message>
        <source>Residents&apos; answers by distance</source>
        <translation>Boendes svar efter avstånd</translation>
    </message>
    <message>
        <source>Residents&apos; answers: what was read</source>
        <translation>Boendes svar: vad som lästes</translation>
    </message>
    <message>
        <source>Resolution (dpi)</source>
        <translation>Upplösning (dpi)</translation>
    </message>
    <message>
        <source>Respondents</source>
        <translation>Svarande</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Återställ</translation>
    </message>
    <message>
        <source>Restore unsaved changes</source>
        <translation>Återställ osparade ändringar</translation>
    </message>
    <message>
        <source>Rests on</source>
        <translation>Bygger på</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Resultat</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Återkommen</translation>
    </message>
    <message>
        <source>Returned (m²)</source>
        <translation>Återkommen (m²)</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Granska</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>Revision {revision}, opened {date}</source>
        <translation>Revision {revision}, öppnad {date}</translation>
    </message>
    <message>
        <source>Revision {revision}: opened {day} by {by}</source>
        <translation>Revision {revision}: öppnad {day} av {by}</translation>
    </message>
    <message>
        <source>Revision {revision}: published {day} by {by}</source>
        <translation>Revision {revision}: publicerad {day} av {by}</translation>
    </message>
    <message>
        <source>Revive a scene</source>
        <translation>Ta tillbaka en drogscen</translation>
    </message>
    <message>
        <source>Revive scenes</source>
        <translation>Ta tillbaka drogscener</translation>
    </message>
    <message>
        <source>Ring around the control, after</source>
        <translation>Ring kring kontrollen, efter</translation>
    </message>
    <message>
        <source>Ring around the control, before</source>
        <translation>Ring kring kontrollen, före</translation>
    </message>
    <message>
        <source>Ring around the scene, after</source>
        <translation>Ring kring drogscenen, efter</translation>
    </message>
    <message>
        <source>Ring around the scene, before</source>
        <translation>Ring kring drogscenen, före</translation>
    </message>
    <message>
        <source>Risk ratio to beyond</source>
        <translation>Riskkvot mot längre bort</translation>
    </message>
    <message>
        <source>Risk ratio: lower end</source>
        <translation>Riskkvot: nedre gräns</translation>
    </message>
    <message>
        <source>Risk ratio: upper end</source>
        <translation>Riskkvot: övre gräns</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Roll</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>Kartläggning</translation>
    </message>
    <message>
        <source>Round before not published</source>
        <translation>Föregående kartläggning inte publicerad</translation>
    </message>
    <message>
        <source>Round by round</source>
        <translation>Kartläggning för kartläggning</translation>
    </message>
    <message>
        <source>Round {before} against round {round}, both on the areas of {division}.</source>
        <translation>Kartläggning {before} mot kartläggning {round}, båda på områdesindelningen {division}.</translation>
    </message>
    <message>
        <source>Round {before} had {opening} scenes, round {round} has {closing}: {terms}.</source>
        <translation>Kartläggning {before} hade {opening} drogscener, kartläggning {round} har {closing}: {terms}.</translation>
    </message>
    <message>
        <source>Round {before} to round {round}</source>
        <translation>Kartläggning {before} till {round}</translation>
    </message>
    <message>
        <source>Round {round}</source>
        <translation>Kartläggning {round}</translation>
    </message>
    <message>
        <source>Round {round} ({ref_date}) cannot be carried forward from round {from_round}, which is not earlier ({from_date}).</source>
        <translation>Kartläggning {round} ({ref_date}) kan inte föras över från kartläggning {from_round}, som inte är tidigare ({from_date}).</translation>
    </message>
    <message>
        <source>Round {round} ({ref_date}) cannot be linked with round {from_round}, which is not earlier ({from_date}).</source>
        <translation>Kartläggning {round} ({ref_date}) kan inte länkas till kartläggning {from_round}, som inte är tidigare ({from_date}).</translation>
    </message>
    <message>
        <source>Round {round} already has the scene {scene}.</source>
        <translation>Kartläggning {round} har redan drogscenen {scene}.</translation>
    </message>
    <message>
        <source>Round {round} cannot be published. Reasons: {count}.</source>
        <translation>Kartläggning {round} kan inte publiceras. Antal skäl: {count}.</translation>
    </message>
    <message>
        <source>Round {round} could be published, but was not: set CONFIRM to do so. A published round can no longer be changed.</source>
        <translation>Kartläggning {round} kan publiceras men har inte publicerats: ange CONFIRM för att göra det. En publicerad kartläggning kan inte längre ändras.</translation>
    </message>
    <message>
        <source>Round {round} has edits in the panel that are not saved: save or drop them first.</source>
        <translation>Kartläggning {round} har ändringar i panelen som inte är sparade: spara eller kasta dem först.</translation>
    </message>
    <message>
        <source>Round {round} has no open scene with an outline: there is nothing to count in.</source>
        <translation>Kartläggning {round} har ingen öppen drogscen med avgränsning: det finns inget att räkna i.</translation>
    </message>
    <message>
        <source>Round {round} has no published revision {revision}. Published are: {known}.</source>
        <translation>Kartläggning {round} har ingen publicerad revision {revision}. Publicerade är: {known}.</translation>
    </message>
    <message>
        <source>Round {round} has unsaved changes ({count}).</source>
        <translation>Kartläggning {round} har osparade ändringar ({count}).</translation>
    </message>
    <message>
        <source>Round {round} is a draft again: {who} has opened it.</source>
        <translation>Kartläggningen {round} är ett utkast igen: {who} har öppnat den.</translation>
    </message>
    <message>
        <source>Round {round} is in review now, and read-only: by {who}.</source>
        <translation>Kartläggningen {round} är nu under granskning och skrivskyddad: av {who}.</translation>
    </message>
    <message>
        <source>Round {round} is not a draft ({state}): its scenes can no longer be changed.</source>
        <translation>Kartläggning {round} är inget utkast ({state}): dess drogscener kan inte längre ändras.</translation>
    </message>
    <message>
        <source>Round {round} is not as it was published: other software has changed its date, rules, decisions or record.</source>
        <translation>Kartläggning {round} är inte som när den publicerades: annan programvara har ändrat dess datum, regler, beslut eller dokumentation.</translation>
    </message>
    <message>
        <source>Round {round} is not as it was published: other software has changed its scenes ({count}: {names}).</source>
        <translation>Kartläggning {round} är inte som när den publicerades: annan programvara har ändrat dess drogscener ({count}: {names}).</translation>
    </message>
    <message>
        <source>Round {round} is not published ({state}): only a published round can be corrected.</source>
        <translation>Kartläggning {round} är inte publicerad ({state}): bara en publicerad kartläggning kan rättas.</translation>
    </message>
    <message>
        <source>Round {round} is open as revision {revision}.</source>
        <translation>Kartläggning {round} är öppen som revision {revision}.</translation>
    </message>
    <message>
        <source>Round {round} is published.</source>
        <translation>Kartläggning {round} är publicerad.</translation>
    </message>
    <message>
        <source>Round {round} is published: what was decided about it no longer changes.</source>
        <translation>Kartläggning {round} är publicerad: det som är beslutat om den ändras inte längre.</translation>
    </message>
    <message>
        <source>Round {round} is put into a file, to be edited without network and brought back. All its scenes come along; those of the ticked areas may be edited. Others go on editing here meanwhile.</source>
        <translation>Kartläggningen {round} läggs i en fil, för att redigeras utan nätverk och lämnas tillbaka. Alla dess drogscener följer med; de i de markerade områdena får redigeras. Andra fortsätter att redigera här under tiden.</translation>
    </message>
    <message>
        <source>Round {round} is the first: there is no round before it to compare it with.</source>
        <translation>Kartläggning {round} är den första: det finns ingen tidigare att jämföra den med.</translation>
    </message>
    <message>
        <source>Round {round} was changed by others since it was checked. Nothing was done; check it again.</source>
        <translation>Kartläggning {round} har ändrats av andra sedan den kontrollerades. Inget har gjorts; kontrollera den igen.</translation>
    </message>
    <message>
        <source>Round {round} was published by {who}: it is read-only now.</source>
        <translation>Kartläggningen {round} har publicerats av {who}: den är nu skrivskyddad.</translation>
    </message>
    <message>
        <source>Round {round} was published, but other software has opened it again.</source>
        <translation>Kartläggning {round} var publicerad, men annan programvara har öppnat den igen.</translation>
    </message>
    <message>
        <source>Round {round}, checked out of {source} by {by}, {time}.</source>
        <translation>Kartläggningen {round}, utcheckad från {source} av {by}, {time}.</translation>
    </message>
    <message>
        <source>Round {round}, revision {revision}: {state}</source>
        <translation>Kartläggning {round}, revision {revision}: {state}</translation>
    </message>
    <message>
        <source>Round {round}, with which this one is compared, is not published ({state}): its figures may change.</source>
        <translation>Kartläggning {round}, som den här jämförs med, är inte publicerad ({state}): dess siffror kan ändras.</translation>
    </message>
    <message>
        <source>Round {round}, {date}</source>
        <translation>Kartläggning {round}, {date}</translation>
    </message>
    <message>
        <source>Round {round}: changes of {time} were never saved ({count}).</source>
        <translation>Kartläggning {round}: ändringar från {time} sparades aldrig ({count}).</translation>
    </message>
    <message>
        <source>Round {round}: dashed line</source>
        <translation>Kartläggning {round}: streckad linje</translation>
    </message>
    <message>
        <source>Round {round}: filled, solid line</source>
        <translation>Kartläggning {round}: fylld, heldragen linje</translation>
    </message>
    <message>
        <source>Rounds {from_round} and {round} use different definitions: every comparison between them is a series break.</source>
        <translation>Kartläggningarna {from_round} och {round} använder olika definitioner: varje jämförelse mellan dem är ett tidsseriebrott.</translation>
    </message>
    <message>
        <source>Row {row} was refused: {reason}</source>
        <translation>Rad {row} avvisades: {reason}</translation>
    </message>
    <message>
        <source>Row {row}: the outline of {scene} was mended; its area went from {before} to {after} m² ({difference}).</source>
        <translation>Rad {row}: avgränsningen av {scene} reparerades; ytan gick från {before} till {after} m² ({difference}).</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Rader</translation>
    </message>
    <message>
        <source>Rows are left out here in which nothing was counted, or in which every number is withheld.</source>
        <translation>Här utelämnas rader där inget räknats, eller där inget tal visas.</translation>
    </message>
    <message>
        <source>Rows read</source>
        <translation>Lästa rader</translation>
    </message>
    <message>
        <source>Rows to look at</source>
        <translation>Rader att se på</translation>
    </message>
    <message>
        <source>Rule for de-listing</source>
        <translation>Avklassningsregel</translation>
    </message>
    <message>
        <source>Runs all checks on a round as it is saved in the store. An error keeps the round from being published; a warning can be accepted in the panel by a person who knows better, and then counts no longer.</source>
        <translation>Kör alla kontroller på en kartläggning så som den är sparad i databasen. Ett fel hindrar att kartläggningen publiceras; en varning kan godtas i panelen av den som vet bättre och räknas då inte längre.</translation>
    </message>
    <message>
        <source>SHA-256 of the bytes; of files marked with * of the content, in the way that manifest.json describes. This sheet&apos;s own checksum stands there, too.</source>
        <translation>SHA-256 av filens byte; för filer märkta med * av innehållet, på det sätt som manifest.json beskriver. Detta blads egen kontrollsumma står också där.</translation>
    </message>
    <message>
        <source>SHA-256 of the input</source>
        <translation>Indatas SHA-256</translation>
    </message>
    <message>
        <source>SHA-256 of the outlines</source>
        <translation>SHA-256 av avgränsningarna</translation>
    </message>
    <message>
        <source>SVG files (*.svg)</source>
        <translation>SVG-filer (*.svg)</translation>
    </message>
    <message>
        <source>Sale of narcotics</source>
        <translation>Försäljning av narkotika</translation>
    </message>
    <message>
        <source>Sale of narcotics: assessor</source>
        <translation>Försäljning av narkotika: bedömare</translation>
    </message>
    <message>
        <source>Sale of narcotics: date</source>
        <translation>Försäljning av narkotika: datum</translation>
    </message>
    <message>
        <source>Sale of narcotics: source</source>
        <translation>Försäljning av narkotika: källa</translation>
    </message>
    <message>
        <source>Same outline twice</source>
        <translation>Samma avgränsning två gånger</translation>
    </message>
    <message>
        <source>Same place as a past scene</source>
        <translation>Samma plats som en tidigare drogscen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>Spara igen</translation>
    </message>
    <message>
        <source>Save all changes of this round</source>
        <translation>Spara alla ändringar i den här kartläggningen</translation>
    </message>
    <message>
        <source>Save all changes of this round, in one step (Ctrl+Alt+S)</source>
        <translation>Spara alla ändringar i kartläggningen i ett steg (Ctrl+Alt+S)</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>Spara som SVG…</translation>
    </message>
    <message>
        <source>Save chart</source>
        <translation>Spara diagram</translation>
    </message>
    <message>
        <source>Save your changes first.</source>
        <translation>Spara dina ändringar först.</translation>
    </message>
    <message>
        <source>Saved by others: {people}.</source>
        <translation>Sparat av andra: {people}.</translation>
    </message>
    <message>
        <source>Saved by somebody else meanwhile</source>
        <translation>Sparat av någon annan under tiden</translation>
    </message>
    <message>
        <source>Saved by {who} while you edited it: saving shows both versions</source>
        <translation>Sparad av {who} medan du redigerade den: när du sparar visas båda versionerna</translation>
    </message>
    <message>
        <source>Saved: {added} added, {changed} changed, {removed} removed.</source>
        <translation>Sparat: {added} nya, {changed} ändrade, {removed} borttagna.</translation>
    </message>
    <message>
        <source>Say where the scene belongs</source>
        <translation>Ange var drogscenen hör hemma</translation>
    </message>
    <message>
        <source>Say which answers mean a problem.</source>
        <translation>Ange vilka svar som betyder ett problem.</translation>
    </message>
    <message>
        <source>Say which field holds: {names}.</source>
        <translation>Ange vilket fält som innehåller: {names}.</translation>
    </message>
    <message>
        <source>Say who decided</source>
        <translation>Ange vem som beslutade</translation>
    </message>
    <message>
        <source>Say who signs</source>
        <translation>Ange vem som godkänner</translation>
    </message>
    <message>
        <source>Say why</source>
        <translation>Ange varför</translation>
    </message>
    <message>
        <source>Say why the scenes {link} are not linked.</source>
        <translation>Ange varför drogscenerna {link} inte hör ihop.</translation>
    </message>
    <message>
        <source>Says what became of each open scene from the round before: continued, grown, shrunk, moved, merged, split, new, ceased or returned, and where a person has to answer, unsure. It goes by ids first, then by how much of each outline lies in the other. What people have decided stays decided.</source>
        <translation>Anger vad det blev av varje öppen drogscen från föregående kartläggning: kvarstår, växt, krympt, flyttad, sammanslagen, uppdelad, tillkommen, upphörd eller återkommen, och osäker där en person måste svara. Den utgår först från id och sedan från hur mycket av varje avgränsning som ligger i den andra. Det som människor har beslutat ligger fast.</translation>
    </message>
    <message>
        <source>Scale 1:{scale}</source>
        <translation>Skala 1:{scale}</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>Drogscen</translation>
    </message>
    <message>
        <source>Scene area</source>
        <translation>Drogscenernas yta</translation>
    </message>
    <message>
        <source>Scene by scene</source>
        <translation>Drogscen för drogscen</translation>
    </message>
    <message>
        <source>Scene id</source>
        <translation>Drogscenens id</translation>
    </message>
    <message>
        <source>Scene page for the public, A4</source>
        <translation>Drogscensida för allmänheten, A4</translation>
    </message>
    <message>
        <source>Scene page, A4</source>
        <translation>Drogscensida, A4</translation>
    </message>
    <message>
        <source>Scene {scene} has more than one outline.</source>
        <translation>Drogscenen {scene} har mer än en avgränsning.</translation>
    </message>
    <message>
        <source>Scenes</source>
        <translation>Scener</translation>
    </message>
    <message>
        <source>Scenes by</source>
        <translation>Drogscener efter</translation>
    </message>
    <message>
        <source>Scenes cannot be drawn by “{look}” for the profile {profile}, which may not see it.</source>
        <translation>Drogscenerna kan inte ritas efter ”{look}” för profilen {profile}, som inte får se det.</translation>
    </message>
    <message>
        <source>Scenes on the map</source>
        <translation>Drogscener på kartan</translation>
    </message>
    <message>
        <source>Scenes per 10 km² of the LPO</source>
        <translation>Drogscener per 10 km² av LPO</translation>
    </message>
    <message>
        <source>Scenes that hold half</source>
        <translation>Drogscener som rymmer hälften</translation>
    </message>
    <message>
        <source>Scenes to settle</source>
        <translation>Drogscener att lösa</translation>
    </message>
    <message>
        <source>Scenes were chosen partly for their crime: that it concentrates there shows no cause, and high counts tend to fall by themselves (regression to the mean).</source>
        <translation>Drogscener väljs delvis för att många brott begås där: att brotten koncentreras dit visar ingen orsak, och höga antal tenderar att sjunka av sig själva (regression mot medelvärdet).</translation>
    </message>
    <message>
        <source>Scenes whose answers and tags come from an earlier round and are not confirmed: {count}.</source>
        <translation>Drogscener vars svar och uppgifter kommer från en tidigare kartläggning och inte är bekräftade: {count}.</translation>
    </message>
    <message>
        <source>Scenes whose areas are not those that their outlines give now: {count}.</source>
        <translation>Drogscener vars områden inte är de som avgränsningarna nu ger: {count}.</translation>
    </message>
    <message>
        <source>Scenes with a larger area get a warning.</source>
        <translation>Drogscener med större yta får en varning.</translation>
    </message>
    <message>
        <source>Scenes with a smaller area get a warning.</source>
        <translation>Drogscener med mindre yta får en varning.</translation>
    </message>
    <message>
        <source>Scenes with at least one shooting</source>
        <translation>Drogscener med minst en skottlossning</translation>
    </message>
    <message>
        <source>Scenes with at least one shooting, against chance</source>
        <translation>Drogscener med minst en skjutning, jämfört med slumpen</translation>
    </message>
    <message>
        <source>Scenes without a name: {count}.</source>
        <translation>Drogscener utan namn: {count}.</translation>
    </message>
    <message>
        <source>Scenes {round}</source>
        <translation>Drogscener {round}</translation>
    </message>
    <message>
        <source>Search name, id, note</source>
        <translation>Sök namn, id, anteckning</translation>
    </message>
    <message>
        <source>See a problem</source>
        <translation>Ser ett problem</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Slumpfrö</translation>
    </message>
    <message>
        <source>Seed of the random numbers</source>
        <translation>Slumptalens frö</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Godta</translation>
    </message>
    <message>
        <source>Seen, because …</source>
        <translation>Godta, eftersom …</translation>
    </message>
    <message>
        <source>Seen, because: {reason}</source>
        <translation>Godtagen, eftersom: {reason}</translation>
    </message>
    <message>
        <source>Select a change to see its old outline in red and the new one in blue.</source>
        <translation>Välj en förändring för att se den gamla avgränsningen i rött och den nya i blått.</translation>
    </message>
    <message>
        <source>Select a scene in the list or on the map; select several to tag them at once.</source>
        <translation>Välj en drogscen i listan eller på kartan; välj flera för att ange uppgifter för alla på en gång.</translation>
    </message>
    <message>
        <source>Select an area or a scene first</source>
        <translation>Välj först ett område eller en drogscen</translation>
    </message>
    <message>
        <source>Select an area, or scenes of one, and approve or object.</source>
        <translation>Välj ett område, eller drogscener i ett, och godkänn eller invänd.</translation>
    </message>
    <message>
        <source>Select one scene, in the list or on the map, to see its history.</source>
        <translation>Välj en drogscen, i listan eller på kartan, för att se dess historik.</translation>
    </message>
    <message>
        <source>Select polygons in another layer first; then their outlines are copied.</source>
        <translation>Markera först polygoner i ett annat lager; sedan kopieras deras avgränsningar.</translation>
    </message>
    <message>
        <source>Series break</source>
        <translation>Tidsseriebrott</translation>
    </message>
    <message>
        <source>Series break: the two rounds use different definitions, so that a change may be one of definition.</source>
        <translation>Tidsseriebrott: de två kartläggningarna använder olika definitioner, så en förändring kan bero på definitionen.</translation>
    </message>
    <message>
        <source>Series break: the two rounds use different definitions.</source>
        <translation>Tidsseriebrott: de två kartläggningarna använder olika definitioner.</translation>
    </message>
    <message>
        <source>Set a tag</source>
        <translation>Ange en uppgift</translation>
    </message>
    <message>
        <source>Set code list</source>
        <translation>Ange kodlista</translation>
    </message>
    <message>
        <source>Set the status</source>
        <translation>Sätt status</translation>
    </message>
    <message>
        <source>Set this tag on all selected scenes</source>
        <translation>Ange uppgiften för alla valda drogscener</translation>
    </message>
    <message>
        <source>Sets the codes of a list of your own, such as the categories of scenes. They take the place of the codes that the list had; scenes keep theirs, and the checks tell of codes that the list no longer has.</source>
        <translation>Anger koderna i en egen lista, till exempel scenernas kategorier. De ersätter koderna som listan hade; scenerna behåller sina, och kontrollerna talar om vilka koder som listan inte längre har.</translation>
    </message>
    <message>
        <source>Settle the conflict: {scene}</source>
        <translation>Lös konflikten: {scene}</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Andel</translation>
    </message>
    <message>
        <source>Share of crime</source>
        <translation>Andel av brotten</translation>
    </message>
    <message>
        <source>Share of crime: lower end</source>
        <translation>Andel av brotten: nedre gräns</translation>
    </message>
    <message>
        <source>Share of crime: upper end</source>
        <translation>Andel av brotten: övre gräns</translation>
    </message>
    <message>
        <source>Share of incidents in scenes</source>
        <translation>Andel av händelserna i drogscener</translation>
    </message>
    <message>
        <source>Share of the baseline</source>
        <translation>Andel av jämförelsebasen</translation>
    </message>
    <message>
        <source>Share of the county</source>
        <translation>Andel av länet</translation>
    </message>
    <message>
        <source>Share of the earlier outline</source>
        <translation>Andel av den tidigare avgränsningen</translation>
    </message>
    <message>
        <source>Share of the later outline</source>
        <translation>Andel av den senare avgränsningen</translation>
    </message>
    <message>
        <source>Share of the rows that was counted</source>
        <translation>Andel av raderna som räknades</translation>
    </message>
    <message>
        <source>Share of the scene area</source>
        <translation>Andel av ytan</translation>
    </message>
    <message>
        <source>Share of the scenes</source>
        <translation>Andel av antalet</translation>
    </message>
    <message>
        <source>Share of the scenes, those with most first</source>
        <translation>Andel av drogscenerna, de med mest först</translation>
    </message>
    <message>
        <source>Share that is asked about</source>
        <translation>Andel som måste avgöras</translation>
    </message>
    <message>
        <source>Share that links</source>
        <translation>Andel som länkar</translation>
    </message>
    <message>
        <source>Share that stays</source>
        <translation>Andel som ligger kvar</translation>
    </message>
    <message>
        <source>Share who see a problem</source>
        <translation>Andel som ser ett problem</translation>
    </message>
    <message>
        <source>Share within the LPO</source>
        <translation>Andel inom LPO</translation>
    </message>
    <message>
        <source>Shares by LPO</source>
        <translation>Andelar per LPO</translation>
    </message>
    <message>
        <source>Shares by municipality</source>
        <translation>Andelar per kommun</translation>
    </message>
    <message>
        <source>Shares that rest on fewer people or incidents are withheld from all but the internal profile.</source>
        <translation>Andelar som vilar på färre personer eller händelser döljs i alla profiler utom den interna.</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>Blad</translation>
    </message>
    <message>
        <source>Shootings</source>
        <translation>Skottlossningar</translation>
    </message>
    <message>
        <source>Shootings counted by distance, against random points.</source>
        <translation>Skottlossningar räknade efter avstånd, mot slumppunkter.</translation>
    </message>
    <message>
        <source>Shootings in and near the scenes</source>
        <translation>Skottlossningar i och nära drogscenerna</translation>
    </message>
    <message>
        <source>Shootings in and near the scenes, against chance</source>
        <translation>Skjutningar i och nära drogscenerna, jämfört med slumpen</translation>
    </message>
    <message>
        <source>Shootings near a scene</source>
        <translation>Skottlossningar nära en drogscen</translation>
    </message>
    <message>
        <source>Shootings near the scenes</source>
        <translation>Skottlossningar nära drogscenerna</translation>
    </message>
    <message>
        <source>Shootings: what was read</source>
        <translation>Skottlossningar: vad som lästes</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>Visa på kartan</translation>
    </message>
    <message>
        <source>Show only what is to be decided</source>
        <translation>Visa bara det som ska beslutas</translation>
    </message>
    <message>
        <source>Show what the answer rests on: source, date, assessor</source>
        <translation>Visa underlaget för svaret: källa, datum, bedömare</translation>
    </message>
    <message>
        <source>Show what was seen</source>
        <translation>Visa godtagna</translation>
    </message>
    <message>
        <source>Show zeros</source>
        <translation>Visa nollor</translation>
    </message>
    <message>
        <source>Shrunk</source>
        <translation>Krympt</translation>
    </message>
    <message>
        <source>Sign off</source>
        <translation>Godkänn eller invänd</translation>
    </message>
    <message>
        <source>Sign-off</source>
        <translation>Godkännande</translation>
    </message>
    <message>
        <source>Sign-off missing</source>
        <translation>Godkännande saknas</translation>
    </message>
    <message>
        <source>Sign-off void</source>
        <translation>Godkännande ogiltigt</translation>
    </message>
    <message>
        <source>Sign-offs</source>
        <translation>Godkännanden</translation>
    </message>
    <message>
        <source>Signatures written: {count}.</source>
        <translation>Antal skrivna godkännanden: {count}.</translation>
    </message>
    <message>
        <source>Signing</source>
        <translation>Godkänner</translation>
    </message>
    <message>
        <source>Skip to the content</source>
        <translation>Hoppa till innehållet</translation>
    </message>
    <message>
        <source>Sliver holes</source>
        <translation>Smala hål</translation>
    </message>
    <message>
        <source>Sliver parts</source>
        <translation>Flisor</translation>
    </message>
    <message>
        <source>Slivers between neighbours</source>
        <translation>Flisor mellan grannar</translation>
    </message>
    <message>
        <source>Smaller numbers are suppressed where the profile asks for it; internal shows all.</source>
        <translation>Mindre tal döljs där profilen kräver det; intern visar allt.</translation>
    </message>
    <message>
        <source>Smaller numbers of incidents, persons or answers are withheld from all but the internal profile, and with them as many others as it takes to keep them from being worked out. Numbers of scenes are always shown.</source>
        <translation>Mindre antal händelser, personer eller svar döljs i alla profiler utom den interna, och med dem så många andra som krävs för att de inte ska kunna räknas ut. Antal drogscener visas alltid.</translation>
    </message>
    <message>
        <source>Smallest base of a share</source>
        <translation>Minsta bas för en andel</translation>
    </message>
    <message>
        <source>Smallest number shown</source>
        <translation>Minsta tal som visas</translation>
    </message>
    <message>
        <source>Smallest usual area (m²)</source>
        <translation>Minsta vanliga yta (m²)</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>Programvara</translation>
    </message>
    <message>
        <source>Somebody else saved the same scenes meanwhile.</source>
        <translation>Någon annan har sparat samma drogscener under tiden.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Källa</translation>
    </message>
    <message>
        <source>Sources: the mapping by police and municipalities; boundaries of the reference date. {crs}.</source>
        <translation>Källor: polisens och kommunernas kartläggning; referensdatumets gränser. {crs}.</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Uppdelad</translation>
    </message>
    <message>
        <source>Split (m²)</source>
        <translation>Uppdelad (m²)</translation>
    </message>
    <message>
        <source>Split a scene</source>
        <translation>Dela en drogscen</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>Uppdelningar</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Torg</translation>
    </message>
    <message>
        <source>Stacked on one point with many others</source>
        <translation>Staplad på en punkt med många andra</translation>
    </message>
    <message>
        <source>Standard error</source>
        <translation>Medelfel</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Läge</translation>
    </message>
    <message>
        <source>State at {date}</source>
        <translation>Läget {date}</translation>
    </message>
    <message>
        <source>State at {date}. Definition {definition}. De-listing {delisting}.</source>
        <translation>Läget {date}. Definition {definition}. Avklassning {delisting}.</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Status against the answers</source>
        <translation>Status mot svaren</translation>
    </message>
    <message>
        <source>Status of rows that bring none</source>
        <translation>Status för rader som saknar det</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Stanna kvar</translation>
    </message>
    <message>
        <source>Stays in the file: {reason}</source>
        <translation>Står kvar i filen: {reason}</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Avbruten</translation>
    </message>
    <message>
        <source>Stopped: no map was written.</source>
        <translation>Avbrutet: ingen karta skrevs.</translation>
    </message>
    <message>
        <source>Stopped: no package was written.</source>
        <translation>Avbrutet: inget paket skrevs.</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Databas</translation>
    </message>
    <message>
        <source>Store to copy</source>
        <translation>Databas att kopiera</translation>
    </message>
    <message>
        <source>Stores a person&apos;s decision about what became of a scene from the round before. It takes the place of what the machine proposes, and sets aside earlier decisions that it contradicts.</source>
        <translation>Lagrar en persons beslut om vad det blev av en drogscen från föregående kartläggning. Det ersätter det maskinella förslaget och åsidosätter tidigare beslut som det strider mot.</translation>
    </message>
    <message>
        <source>Substances</source>
        <translation>Substanser</translation>
    </message>
    <message>
        <source>Such as a background map; without it the ground is white</source>
        <translation>Till exempel en bakgrundskarta; utan den är botten vit</translation>
    </message>
    <message>
        <source>Survey by distance to the scenes</source>
        <translation>Trygghetsmätning efter avstånd till drogscenerna</translation>
    </message>
    <message>
        <source>Surveyed LPOs (none named: all)</source>
        <translation>Undersökta LPO (inget angivet: alla)</translation>
    </message>
    <message>
        <source>Synthetic drugs</source>
        <translation>Syntetiska droger</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabell</translation>
    </message>
    <message>
        <source>Table: {title}</source>
        <translation>Tabell: {title}</translation>
    </message>
    <message>
        <source>Tag scenes</source>
        <translation>Ange uppgifter</translation>
    </message>
    <message>
        <source>Tag {count} scenes</source>
        <translation>Ange för {count} drogscener</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Uppgifter</translation>
    </message>
    <message>
        <source>Take all mine</source>
        <translation>Ta hela min</translation>
    </message>
    <message>
        <source>Take all theirs</source>
        <translation>Ta hela den andras</translation>
    </message>
    <message>
        <source>Take as status</source>
        <translation>Sätt status</translation>
    </message>
    <message>
        <source>Take the classification</source>
        <translation>Använd klassningen</translation>
    </message>
    <message>
        <source>Take the nearest area</source>
        <translation>Använd närmaste område</translation>
    </message>
    <message>
        <source>Take the overlap from the smaller scene</source>
        <translation>Ta överlappet från den mindre drogscenen</translation>
    </message>
    <message>
        <source>Take what the answers say as the scene&apos;s status</source>
        <translation>Sätt den status som svaren ger</translation>
    </message>
    <message>
        <source>Takes a draft along in a GeoPackage, to be edited without network and brought back: areas, categories, the draft with all its scenes, and the round before it. The scenes of the local police areas that are named may be edited; the others are there to be seen. Others go on editing in the store meanwhile.</source>
        <translation>Tar med ett utkast i en GeoPackage, för att redigeras utan nätverk och lämnas tillbaka: områden, kategorier, utkastet med alla sina drogscener och kartläggningen före. Drogscenerna i de angivna lokalpolisområdena får redigeras; de andra är med för att synas. Andra fortsätter att redigera i databasen under tiden.</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Mall</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>Text files (*.csv *.txt *.tsv)</source>
        <translation>Textfiler (*.csv *.txt *.tsv)</translation>
    </message>
    <message>
        <source>Text, since leading zeros count</source>
        <translation>Text, eftersom inledande nollor räknas</translation>
    </message>
    <message>
        <source>Text, since leading zeros count. None: guessed from the fields&apos; names.</source>
        <translation>Text, eftersom inledande nollor räknas. Inget: gissas utifrån fältens namn.</translation>
    </message>
    <message>
        <source>The annual package of round {round}.</source>
        <translation>Årspaketet för kartläggning {round}.</translation>
    </message>
    <message>
        <source>The answer to the question</source>
        <translation>Svaret på frågan</translation>
    </message>
    <message>
        <source>The answer to the question.</source>
        <translation>Svaret på frågan.</translation>
    </message>
    <message>
        <source>The answer “{value}” cannot mean a problem and something else, too.</source>
        <translation>Svaret ”{value}” kan inte betyda både ett problem och något annat.</translation>
    </message>
    <message>
        <source>The answers have no points: name the field with the distance to the nearest scene.</source>
        <translation>Svaren har inga punkter: ange fältet med avståndet till närmaste drogscen.</translation>
    </message>
    <message>
        <source>The area in row {row} has neither a code nor a name.</source>
        <translation>Området på rad {row} har varken kod eller namn.</translation>
    </message>
    <message>
        <source>The area of the outlines as they were drawn, in the plane of the coordinate system, summed over the open scenes. A scene&apos;s change is against its own outline in the round before; one that has left the list has lost the area that it had.</source>
        <translation>Ytan inom avgränsningarna så som de ritats, i koordinatsystemets plan, summerad över de öppna drogscenerna. En drogscens förändring räknas mot dess egen avgränsning i kartläggningen före; en som har lämnat listan har förlorat den yta den hade.</translation>
    </message>
    <message>
        <source>The area {name} (row {row}) has no polygon.</source>
        <translation>Området {name} (rad {row}) har ingen polygon.</translation>
    </message>
    <message>
        <source>The area “{name}” has no code.</source>
        <translation>Området ”{name}” har ingen kod.</translation>
    </message>
    <message>
        <source>The area&apos;s code.</source>
        <translation>Områdets kod.</translation>
    </message>
    <message>
        <source>The areas cannot be valid from {valid_from} to {valid_to}: that ends before it starts.</source>
        <translation>Områdena kan inte gälla från {valid_from} till {valid_to}: slutet ligger före början.</translation>
    </message>
    <message>
        <source>The areas that it is drawn up for</source>
        <translation>De områden som den upprättas för</translation>
    </message>
    <message>
        <source>The areas valid at the reference date {date}: {lpos} local police areas (LPO), {municipalities} municipalities.</source>
        <translation>Områdena som gällde på referensdatumet {date}: {lpos} lokalpolisområden (LPO), {municipalities} kommuner.</translation>
    </message>
    <message>
        <source>The authentication configuration of the connection {name} cannot be read: give QGIS its master password.</source>
        <translation>Autentiseringskonfigurationen för anslutningen {name} kan inte läsas: ge QGIS dess huvudlösenord.</translation>
    </message>
    <message>
        <source>The base map cannot be read: {layer}</source>
        <translation>Bakgrundskartan kan inte läsas: {layer}</translation>
    </message>
    <message>
        <source>The base map “{item}” cannot be had, and the pages are without it: is its file or server there?</source>
        <translation>Bakgrundskartan ”{item}” går inte att nå, och sidorna saknar den: finns dess fil eller server?</translation>
    </message>
    <message>
        <source>The change in the ceased scene and the ring around it, less the change in the control and its ring. It shows a difference, not its cause; no test below ten incidents.</source>
        <translation>Förändringen i den upphörda drogscenen och ringen runt den, minus förändringen i kontrollen och dess ring. Den visar en skillnad, inte dess orsak; inget test under tio händelser.</translation>
    </message>
    <message>
        <source>The change split into that within the earlier outlines and the rest.</source>
        <translation>Förändringen uppdelad i den inom de tidigare avgränsningarna och resten.</translation>
    </message>
    <message>
        <source>The chart could not be saved as {file}: {reason}.</source>
        <translation>Diagrammet kunde inte sparas som {file}: {reason}.</translation>
    </message>
    <message>
        <source>The chart in words</source>
        <translation>Diagrammet i ord</translation>
    </message>
    <message>
        <source>The code “{value}” is in the list {code_list} more than once.</source>
        <translation>Koden ”{value}” finns mer än en gång i listan {code_list}.</translation>
    </message>
    <message>
        <source>The codes of the areas whose scenes are to be edited, with ; between them. None: all that you may edit.</source>
        <translation>Koderna för de områden vars drogscener ska redigeras, med ; emellan. Inget: alla som du får redigera.</translation>
    </message>
    <message>
        <source>The connection to the store {location} was lost in the moment of saving, and the server cannot be asked whether it saved. Your edits stay here; save again when it can be reached.</source>
        <translation>Förbindelsen med databasen {location} bröts just när det sparades, och servern kan inte tillfrågas om den sparade. Dina ändringar finns kvar här; spara igen när den kan nås.</translation>
    </message>
    <message>
        <source>The connection {name} keeps its password unprotected in the profile. Edit it in QGIS and choose an authentication configuration instead.</source>
        <translation>Anslutningen {name} har sitt lösenord oskyddat i profilen. Redigera den i QGIS och välj en autentiseringskonfiguration i stället.</translation>
    </message>
    <message>
        <source>The coordinate reference system “{crs}” is not known.</source>
        <translation>Koordinatreferenssystemet ”{crs}” är okänt.</translation>
    </message>
    <message>
        <source>The counts do not fit together: those of the later period are in the outlines {outlines}, but {expected} are needed.</source>
        <translation>Räkningarna passar inte ihop: den senare periodens gäller avgränsningarna {outlines}, men {expected} behövs.</translation>
    </message>
    <message>
        <source>The county</source>
        <translation>Länet</translation>
    </message>
    <message>
        <source>The county: overview, key figures, tables</source>
        <translation>Länet: översikt, nyckeltal, tabeller</translation>
    </message>
    <message>
        <source>The crime groups that are counted, each by itself</source>
        <translation>Brottsgrupperna som räknas, var för sig</translation>
    </message>
    <message>
        <source>The database {server} does not take a row that nobody could read afterwards: {reason}</source>
        <translation>Databasen {server} tar inte emot en rad som ingen sedan skulle kunna läsa: {reason}</translation>
    </message>
    <message>
        <source>The database {server} has no PostGIS: somebody who administers the server must run CREATE EXTENSION postgis there.</source>
        <translation>På {server} saknas PostGIS: den som administrerar servern måste köra CREATE EXTENSION postgis där.</translation>
    </message>
    <message>
        <source>The database {server} keeps text as {encoding}: a store needs one that keeps it as UTF8.</source>
        <translation>{server} lagrar text som {encoding}: det måste vara UTF8.</translation>
    </message>
    <message>
        <source>The dates of the field {field} are written in more than one way: {rows} of the rows looked at differ from the others (such as rows {examples}): write all in one way, best as 2023-10-31.</source>
        <translation>Datumen i fältet {field} är skrivna på mer än ett sätt: {rows} av de granskade raderna skiljer sig från de andra (till exempel rad {examples}): skriv alla på ett sätt, helst som 2023-10-31.</translation>
    </message>
    <message>
        <source>The dates of the field {field} cannot be read in {rows} of the rows looked at (such as rows {examples}): 2023-10-01, 10/31/23 and 31.10.2023 can be.</source>
        <translation>Datumen i fältet {field} kan inte läsas i {rows} av de granskade raderna (till exempel rad {examples}): 2023-10-01, 10/31/23 och 31.10.2023 går att läsa.</translation>
    </message>
    <message>
        <source>The day after the last of the period to compare with.</source>
        <translation>Dagen efter den sista i perioden att jämföra med.</translation>
    </message>
    <message>
        <source>The day after the last: 2024-01-01 for a period that ends with 2023</source>
        <translation>Dagen efter den sista: 2024-01-01 för en period som slutar med 2023</translation>
    </message>
    <message>
        <source>The day after the last: 2024-01-01 for a period that ends with 2023.</source>
        <translation>Dagen efter den sista: 2024-01-01 för en period som slutar med 2023.</translation>
    </message>
    <message>
        <source>The day by which the goal is to be reached.</source>
        <translation>Den dag till vilken målet ska vara nått.</translation>
    </message>
    <message>
        <source>The day on which it was decided.</source>
        <translation>Dagen då det beslutades.</translation>
    </message>
    <message>
        <source>The day whose state the round shows. The areas valid on that day are used.</source>
        <translation>Dagen vars läge kartläggningen visar. De områden som gäller den dagen används.</translation>
    </message>
    <message>
        <source>The definition of an open drug scene that the round uses: D1, D2, D3, D4 or one of your own.</source>
        <translation>Den definition av öppen drogscen som kartläggningen använder: D1, D2, D3, D4 eller en egen.</translation>
    </message>
    <message>
        <source>The definition {definition} has a rule that cannot be read: {rule}</source>
        <translation>Definitionen {definition} har en regel som inte kan läsas: {rule}</translation>
    </message>
    <message>
        <source>The definition {definition} is of the unknown kind “{kind}”.</source>
        <translation>Definitionen {definition} är av den okända sorten ”{kind}”.</translation>
    </message>
    <message>
        <source>The definition {definition} is there more than once.</source>
        <translation>Definitionen {definition} finns mer än en gång.</translation>
    </message>
    <message>
        <source>The definition {definition} names the unknown criterion “{criterion}”.</source>
        <translation>Definitionen {definition} nämner det okända kriteriet ”{criterion}”.</translation>
    </message>
    <message>
        <source>The definitions cannot be read: {reason}</source>
        <translation>Definitionerna kan inte läsas: {reason}</translation>
    </message>
    <message>
        <source>The disk that holds the folder {folder} is full. Nothing was exported.</source>
        <translation>Disken med mappen {folder} är full. Inget exporterades.</translation>
    </message>
    <message>
        <source>The disk that holds the store {location} is full. Nothing was saved.</source>
        <translation>Disken med databasen {location} är full. Inget har sparats.</translation>
    </message>
    <message>
        <source>The distance from the line is {value} m: it must be above 0 and at most {maximum} m.</source>
        <translation>Avståndet från linjen är {value} m: det måste vara större än 0 och högst {maximum} m.</translation>
    </message>
    <message>
        <source>The division that both rounds are reported on</source>
        <translation>Den indelning som båda kartläggningarna redovisas på</translation>
    </message>
    <message>
        <source>The earlier round whose open scenes are carried forward. None: start empty.</source>
        <translation>Den tidigare kartläggning vars öppna drogscener förs över. Ingen: börja tomt.</translation>
    </message>
    <message>
        <source>The earlier round. None: the round before.</source>
        <translation>Den tidigare kartläggningen. Ingen: den föregående.</translation>
    </message>
    <message>
        <source>The field with the kind of crime holds more than {most} different values: is it the right one? Name crime groups to count these alone.</source>
        <translation>Fältet med brottstyp har fler än {most} olika värden: är det rätt fält? Ange brottsgrupper för att räkna bara dem.</translation>
    </message>
    <message>
        <source>The field with the kind of crime holds what may be personal data ({masked}): is it the right one?</source>
        <translation>Fältet med brottstyp innehåller något som kan vara personuppgifter ({masked}): är det rätt fält?</translation>
    </message>
    <message>
        <source>The figure that the scenes are coloured by</source>
        <translation>Uppgiften som drogscenerna färgläggs efter</translation>
    </message>
    <message>
        <source>The figures</source>
        <translation>Siffrorna</translation>
    </message>
    <message>
        <source>The figures as a table. They are kept in the store as well.</source>
        <translation>Talen som en tabell. De sparas också i databasen.</translation>
    </message>
    <message>
        <source>The figures describe; they do not explain. Scenes were chosen partly for their crime, so that high counts tend to fall by themselves (regression to the mean). The whole tables are among the files below.</source>
        <translation>Siffrorna beskriver; de förklarar inte. Drogscener väljs delvis för att många brott begås där, så höga antal tenderar att sjunka av sig själva (regression mot medelvärdet). Hela tabellerna finns bland filerna nedan.</translation>
    </message>
    <message>
        <source>The file of crime groups cannot be read: {reason}</source>
        <translation>Filen med brottsgrupper kan inte läsas: {reason}</translation>
    </message>
    <message>
        <source>The file of definitions {location} cannot be read: {reason}</source>
        <translation>Filen med definitioner {location} kan inte läsas: {reason}</translation>
    </message>
    <message>
        <source>The file was checked out of {source}: it cannot be brought back to {location}.</source>
        <translation>Filen checkades ut från {source}: den kan inte lämnas tillbaka till {location}.</translation>
    </message>
    <message>
        <source>The files as a list, in the order of the pages</source>
        <translation>Filerna som en lista, i sidornas ordning</translation>
    </message>
    <message>
        <source>The first day of the period</source>
        <translation>Periodens första dag</translation>
    </message>
    <message>
        <source>The first day of the period to compare with, of the same length.</source>
        <translation>Första dagen i perioden att jämföra med, av samma längd.</translation>
    </message>
    <message>
        <source>The first day of the period.</source>
        <translation>Periodens första dag.</translation>
    </message>
    <message>
        <source>The first day on which the areas are valid. None: since ever.</source>
        <translation>Första dagen som områdena gäller. Ingen: sedan alltid.</translation>
    </message>
    <message>
        <source>The first day.</source>
        <translation>Första dagen.</translation>
    </message>
    <message>
        <source>The font “{name}” of the template&apos;s item “{item}” is not installed; another is used.</source>
        <translation>Typsnittet ”{name}” i mallens objekt ”{item}” är inte installerat; ett annat används.</translation>
    </message>
    <message>
        <source>The id of the earlier scene. None for a new scene.</source>
        <translation>Den tidigare drogscenens id. Inget för en ny drogscen.</translation>
    </message>
    <message>
        <source>The id of the later scene. None for a scene that has ceased.</source>
        <translation>Den senare drogscenens id. Inget för en drogscen som har upphört.</translation>
    </message>
    <message>
        <source>The id {scene} stands on more than one row: {rows}.</source>
        <translation>Id {scene} står på mer än en rad: {rows}.</translation>
    </message>
    <message>
        <source>The ids of some of the area&apos;s scenes, with ; between. None: all of them.</source>
        <translation>Id för några av områdets drogscener, med ; emellan. Inga: alla.</translation>
    </message>
    <message>
        <source>The image {name} of the template&apos;s item “{item}” is missing.</source>
        <translation>Bilden {name} i mallens objekt ”{item}” saknas.</translation>
    </message>
    <message>
        <source>The internal profile shows every number.</source>
        <translation>Den interna profilen visar alla tal.</translation>
    </message>
    <message>
        <source>The interval knows the weights but not the strata that the sample was drawn by.</source>
        <translation>Intervallet tar hänsyn till vikterna men inte till de strata som urvalet drogs efter.</translation>
    </message>
    <message>
        <source>The kind that was decided</source>
        <translation>Slaget som beslutades</translation>
    </message>
    <message>
        <source>The label of the new round, such as 2023 or 2023-11: letters, digits, dots, hyphens and underscores.</source>
        <translation>Den nya kartläggningens beteckning, till exempel 2023 eller 2023-11: bokstäver, siffror, punkter, bindestreck och understreck.</translation>
    </message>
    <message>
        <source>The language of the files that people read: sv Swedish, en English.</source>
        <translation>Språket i de filer som människor läser: sv svenska, en engelska.</translation>
    </message>
    <message>
        <source>The last day on which the areas are valid. None: until further notice.</source>
        <translation>Sista dagen som områdena gäller. Ingen: tills vidare.</translation>
    </message>
    <message>
        <source>The last day. None: not ended.</source>
        <translation>Sista dagen. Ingen: inte avslutad.</translation>
    </message>
    <message>
        <source>The later round: what ceased is what was open in the earlier one and no more.</source>
        <translation>Den senare kartläggningen: upphört har det som var öppet i den tidigare och inte längre är det.</translation>
    </message>
    <message>
        <source>The layer holds no areas.</source>
        <translation>Lagret har inga områden.</translation>
    </message>
    <message>
        <source>The layer holds no rows.</source>
        <translation>Lagret har inga rader.</translation>
    </message>
    <message>
        <source>The layer {layer} does not say in which coordinate reference system it is: set that first.</source>
        <translation>Lagret {layer} anger inte sitt koordinatreferenssystem: ange det först.</translation>
    </message>
    <message>
        <source>The layer {layer} holds no points but {kind}.</source>
        <translation>Lagret {layer} har inga punkter utan {kind}.</translation>
    </message>
    <message>
        <source>The layer {layer} holds no polygons (its geometries are of type {kind}).</source>
        <translation>Lagret {layer} har inga polygoner (dess geometrier är av typen {kind}).</translation>
    </message>
    <message>
        <source>The layer {layer} mixes types of geometry ({kind}), which QGIS reads one at a time: add |geometrytype=Polygon to its path.</source>
        <translation>Lagret {layer} blandar geometrityper ({kind}), och QGIS läser en åt gången: lägg till |geometrytype=Polygon i sökvägen.</translation>
    </message>
    <message>
        <source>The layout that pages are printed from</source>
        <translation>Layouten som sidorna skrivs ut från</translation>
    </message>
    <message>
        <source>The ledger does not reconcile for {unit} ({level}), {measure}: from {opening} the changes lead to {expected}, but the round has {closing} (difference {difference}).</source>
        <translation>Avstämningen går inte ihop för {unit} ({level}), {measure}: från {opening} leder förändringarna till {expected}, men kartläggningen har {closing} (skillnad {difference}).</translation>
    </message>
    <message>
        <source>The ledger does not reconcile in every unit.</source>
        <translation>Avstämningen går inte ihop i varje enhet.</translation>
    </message>
    <message>
        <source>The ledger reconciles in every unit: numbers exactly, areas within {tolerance} m².</source>
        <translation>Avstämningen går ihop i varje enhet: antal exakt, ytor inom {tolerance} m².</translation>
    </message>
    <message>
        <source>The level&apos;s own</source>
        <translation>Nivåns egen</translation>
    </message>
    <message>
        <source>The link {link} is still unsure: decide what happened.</source>
        <translation>Länken {link} är fortfarande osäker: avgör vad som har hänt.</translation>
    </message>
    <message>
        <source>The link {link} lacks a scene, or has one too many for its kind ({kind}).</source>
        <translation>Länken {link} saknar en drogscen eller har en för mycket för sitt slag ({kind}).</translation>
    </message>
    <message>
        <source>The links between the round before and this one, as decided or proposed.</source>
        <translation>Länkarna mellan föregående kartläggning och denna, beslutade eller föreslagna.</translation>
    </message>
    <message>
        <source>The list: category.</source>
        <translation>Listan: category.</translation>
    </message>
    <message>
        <source>The maps are in {link}</source>
        <translation>Kartorna finns i {link}</translation>
    </message>
    <message>
        <source>The measure ends ({until}) before it starts ({since}).</source>
        <translation>Åtgärden slutar ({until}) innan den börjar ({since}).</translation>
    </message>
    <message>
        <source>The number falls, but within the earlier outlines it may well not have: the outlines changed.</source>
        <translation>Antalet sjunker, men inom de tidigare avgränsningarna behöver det inte ha gjort det: avgränsningarna har ändrats.</translation>
    </message>
    <message>
        <source>The other files</source>
        <translation>De övriga filerna</translation>
    </message>
    <message>
        <source>The outline ({kind}) cannot be read: {wkt}</source>
        <translation>Avgränsningen ({kind}) kan inte läsas: {wkt}</translation>
    </message>
    <message>
        <source>The outline cannot be brought from {crs} to {to_crs}: are its coordinates in {crs}? ({reason})</source>
        <translation>Avgränsningen kan inte föras över från {crs} till {to_crs}: är koordinaterna i {crs}? ({reason})</translation>
    </message>
    <message>
        <source>The outline crossed itself and was mended: {difference} m² of area.</source>
        <translation>Avgränsningen korsade sig själv och har reparerats: ytan ändrades med {difference} m².</translation>
    </message>
    <message>
        <source>The outline has a coordinate that is no number.</source>
        <translation>Avgränsningen har en koordinat som inte är ett tal.</translation>
    </message>
    <message>
        <source>The outline is empty.</source>
        <translation>Avgränsningen är tom.</translation>
    </message>
    <message>
        <source>The outline is lost.</source>
        <translation>Avgränsningen har gått förlorad.</translation>
    </message>
    <message>
        <source>The outline lies where {crs} does not reach.</source>
        <translation>Avgränsningen ligger där {crs} inte gäller.</translation>
    </message>
    <message>
        <source>The outline of “{name}” has a coordinate that is no number.</source>
        <translation>Avgränsningen av ”{name}” har en koordinat som inte är ett tal.</translation>
    </message>
    <message>
        <source>The outline of “{name}” is invalid at {x:.1f}, {y:.1f}: {reason}.</source>
        <translation>Avgränsningen av ”{name}” är ogiltig vid {x:.1f}, {y:.1f}: {reason}.</translation>
    </message>
    <message>
        <source>The outline of “{name}” is no polygon but a {kind}.</source>
        <translation>Avgränsningen av ”{name}” är ingen polygon utan {kind}.</translation>
    </message>
    <message>
        <source>The overlap cannot be taken off: “{name}” and “{other}” have nearly the same outline.</source>
        <translation>Överlappet kan inte tas bort: ”{name}” och ”{other}” har nästan samma avgränsning.</translation>
    </message>
    <message>
        <source>The package</source>
        <translation>Paketet</translation>
    </message>
    <message>
        <source>The package cannot be written in the folder {folder}: {reason}</source>
        <translation>Paketet kan inte skrivas i mappen {folder}: {reason}</translation>
    </message>
    <message>
        <source>The package is in {link}</source>
        <translation>Paketet finns i {link}</translation>
    </message>
    <message>
        <source>The package was held against every public one before it, so that no difference tells what one withholds.</source>
        <translation>Paketet har hållits mot alla tidigare offentliga, så att ingen skillnad avslöjar vad något av dem inte visar.</translation>
    </message>
    <message>
        <source>The package&apos;s folder</source>
        <translation>Paketets mapp</translation>
    </message>
    <message>
        <source>The parameter {parameter} is missing.</source>
        <translation>Parametern {parameter} saknas.</translation>
    </message>
    <message>
        <source>The path of a GeoPackage, or postgresql:NAME or service=NAME for a shared store.</source>
        <translation>Sökvägen till en GeoPackage, eller postgresql:NAMN eller service=NAMN för en delad databas.</translation>
    </message>
    <message>
        <source>The path of the GeoPackage that was taken along.</source>
        <translation>Sökvägen till den GeoPackage som togs med.</translation>
    </message>
    <message>
        <source>The path of the GeoPackage to make, or postgresql:NAME (a PostgreSQL connection saved in QGIS) or service=NAME. There must be no store there yet.</source>
        <translation>Sökvägen till den GeoPackage som ska skapas, eller postgresql:NAMN (en PostgreSQL-anslutning som är sparad i QGIS) eller service=NAMN. Där får inte redan finnas en databas.</translation>
    </message>
    <message>
        <source>The path of the GeoPackage to make. There must be nothing there: nothing is overwritten.</source>
        <translation>Sökvägen till den GeoPackage som ska skapas. Där får inget finnas: ingenting skrivs över.</translation>
    </message>
    <message>
        <source>The path of the store, a GeoPackage; or postgresql:NAME (a PostgreSQL connection saved in QGIS) or service=NAME for a shared store.</source>
        <translation>Sökvägen till databasen, en GeoPackage; eller postgresql:NAMN (en PostgreSQL-anslutning som är sparad i QGIS) eller service=NAMN för en delad databas.</translation>
    </message>
    <message>
        <source>The period from {start} to {end} has no day: the end is not included.</source>
        <translation>Perioden från {start} till {end} har ingen dag: slutet räknas inte med.</translation>
    </message>
    <message>
        <source>The periods begin at different times of the year.</source>
        <translation>Perioderna börjar vid olika tider på året.</translation>
    </message>
    <message>
        <source>The periods differ by some days: compare the rates per day.</source>
        <translation>Perioderna skiljer sig med några dagar: jämför talen per dag.</translation>
    </message>
    <message>
        <source>The periods {earlier} ({earlier_days} days) and {later} ({later_days} days) are not equally long: compare whole equal spans, such as 2023 and 2024.</source>
        <translation>Perioderna {earlier} ({earlier_days} dagar) och {later} ({later_days} dagar) är inte lika långa: jämför hela lika tidsrymder, till exempel 2023 och 2024.</translation>
    </message>
    <message>
        <source>The periods {earlier} and {later} overlap or stand in the wrong order: change goes from an earlier to a later one.</source>
        <translation>Perioderna {earlier} och {later} överlappar eller står i fel ordning: förändring går från en tidigare till en senare.</translation>
    </message>
    <message>
        <source>The populated area has no area, or no people ({number} polygons were given).</source>
        <translation>Den befolkade ytan har ingen yta eller inga invånare ({number} polygoner angavs).</translation>
    </message>
    <message>
        <source>The populated area is too thin to draw points on: {number} found no place.</source>
        <translation>Den befolkade ytan är för smal för att dra punkter på: {number} fick ingen plats.</translation>
    </message>
    <message>
        <source>The public may not have the outlines of scenes as “{outlines}”; choose one of: {known}.</source>
        <translation>Offentligheten får inte ha drogsceners avgränsningar som ”{outlines}”; välj ett av: {known}.</translation>
    </message>
    <message>
        <source>The rate on the baseline divided by the rate elsewhere in the county or the LPO. The interval is exact, given the sum of both counts; where the scenes differ more than chance (dispersion index above 1.5) it is a bootstrap over scenes.</source>
        <translation>Antalet per jämförelsebas delat med antalet per bas i övriga länet eller LPO. Intervallet är exakt, givet summan av båda antalen; där drogscenerna skiljer sig mer än slumpen (spridningsindex över 1,5) är det en bootstrap över drogscener.</translation>
    </message>
    <message>
        <source>The reason in words: needed to reject a link, and to overrule what another decided.</source>
        <translation>Skälet i ord: krävs för att förkasta en länk och för att gå emot vad någon annan beslutat.</translation>
    </message>
    <message>
        <source>The revision that is now open</source>
        <translation>Revisionen som nu är öppen</translation>
    </message>
    <message>
        <source>The revision that was published</source>
        <translation>Revisionen som publicerades</translation>
    </message>
    <message>
        <source>The role {name} would have a name longer than {longest} bytes: choose a shorter name for the schema or the database.</source>
        <translation>Rollen {name} skulle få ett namn som är längre än {longest} byte: välj ett kortare namn på schemat eller databasen.</translation>
    </message>
    <message>
        <source>The round before</source>
        <translation>Föregående kartläggning</translation>
    </message>
    <message>
        <source>The round drawn under it as thin outlines; no tool can touch it</source>
        <translation>Kartläggningen som ritas under med tunna linjer; inget verktyg kan ändra den</translation>
    </message>
    <message>
        <source>The round has no figures of crime, shootings or surveys.</source>
        <translation>Kartläggningen har inga siffror om brott, skottlossningar eller enkäter.</translation>
    </message>
    <message>
        <source>The round has no scenes yet. Draw one, copy one from a layer, or import outlines.</source>
        <translation>Kartläggningen har inga drogscener än. Rita en, kopiera en från ett lager eller importera avgränsningar.</translation>
    </message>
    <message>
        <source>The round has not been corrected.</source>
        <translation>Kartläggningen har inte rättats.</translation>
    </message>
    <message>
        <source>The round is a draft; every page says so.</source>
        <translation>Kartläggningen är ett utkast; det står på varje sida.</translation>
    </message>
    <message>
        <source>The round is a draft; its package says so.</source>
        <translation>Kartläggningen är ett utkast, och det står i paketet.</translation>
    </message>
    <message>
        <source>The round is not published: there is no public package of it.</source>
        <translation>Kartläggningen är inte publicerad: det finns inget offentligt paket av den.</translation>
    </message>
    <message>
        <source>The round is published.</source>
        <translation>Kartläggningen är publicerad.</translation>
    </message>
    <message>
        <source>The round is published: nothing more is decided about it.</source>
        <translation>Kartläggningen är publicerad: inget mer beslutas om den.</translation>
    </message>
    <message>
        <source>The round of the earlier of the two periods</source>
        <translation>Kartläggningen för den tidigare av de två perioderna</translation>
    </message>
    <message>
        <source>The round of the earlier of the two periods. None: the round before.</source>
        <translation>Kartläggningen för den tidigare av de två perioderna. Ingen: den föregående.</translation>
    </message>
    <message>
        <source>The round that is edited</source>
        <translation>Kartläggningen som redigeras</translation>
    </message>
    <message>
        <source>The round {round} already has a scene with the id {scene}.</source>
        <translation>Kartläggning {round} har redan en drogscen med id {scene}.</translation>
    </message>
    <message>
        <source>The round&apos;s label, such as 2023 or 2023-11.</source>
        <translation>Kartläggningens beteckning, till exempel 2023 eller 2023-11.</translation>
    </message>
    <message>
        <source>The round, or rounds, in whose outlines the incidents were counted.</source>
        <translation>Den kartläggning, eller de kartläggningar, i vars avgränsningar händelserna räknades.</translation>
    </message>
    <message>
        <source>The rounds use different definitions: the change is one of two series.</source>
        <translation>Kartläggningarna använder olika definitioner: förändringen är mellan två serier.</translation>
    </message>
    <message>
        <source>The rule by which a scene leaves the list: D5, D6 or one of your own.</source>
        <translation>Regeln för när en drogscen avförs: D5, D6 eller en egen.</translation>
    </message>
    <message>
        <source>The same seed gives the same figures.</source>
        <translation>Samma slumpfrö ger samma siffror.</translation>
    </message>
    <message>
        <source>The sample county lies in {sample_crs}, the store in {crs}: make the store in {sample_crs}.</source>
        <translation>Exempellänet ligger i {sample_crs}, databasen i {crs}: skapa databasen i {sample_crs}.</translation>
    </message>
    <message>
        <source>The sample county lies in {sample}: a store in {crs} cannot hold it.</source>
        <translation>Exempellänet ligger i {sample}: en databas i {crs} kan inte rymma det.</translation>
    </message>
    <message>
        <source>The scene is not in the store yet: save it.</source>
        <translation>Drogscenen finns inte i databasen än: spara den.</translation>
    </message>
    <message>
        <source>The scene {scene} of round {round} does not belong to {code}.</source>
        <translation>Drogscenen {scene} i kartläggning {round} hör inte till {code}.</translation>
    </message>
    <message>
        <source>The scene “{scene}” is no longer there.</source>
        <translation>Drogscenen ”{scene}” finns inte längre.</translation>
    </message>
    <message>
        <source>The scene&apos;s id</source>
        <translation>Drogscenens id</translation>
    </message>
    <message>
        <source>The scene&apos;s id.</source>
        <translation>Drogscenens id.</translation>
    </message>
    <message>
        <source>The scene&apos;s place by its count, 1 the highest, with the range that 95 % of simulated ranks lie in: a rank alone says more than the counts do.</source>
        <translation>Drogscenens plats efter antal, 1 högst, med det spann som 95 % av simulerade ranger ligger i: en ensam rang säger mer än antalen gör.</translation>
    </message>
    <message>
        <source>The scenes</source>
        <translation>Drogscenerna</translation>
    </message>
    <message>
        <source>The scenes are drawn coarsely, in hexagons {width} m across, so that the map shows where a scene lies but not the line that was drawn. On the map of the county a dot marks each scene; the outlines are drawn on the maps of the local police areas below.</source>
        <translation>Drogscenerna är ritade grovt, i sexhörningar {width} m breda, så att kartan visar var en drogscen ligger men inte linjen som ritades. På länskartan markerar en prick varje drogscen; avgränsningarna ritas på lokalpolisområdenas kartor längre ned.</translation>
    </message>
    <message>
        <source>The scenes come up again when the file is brought back the next time.</source>
        <translation>Drogscenerna kommer upp igen nästa gång filen lämnas tillbaka.</translation>
    </message>
    <message>
        <source>The scenes differ more than chance: exact intervals of shares and counts are too narrow.</source>
        <translation>Drogscenerna skiljer sig mer än slumpen: exakta intervall för andelar och antal är för smala.</translation>
    </message>
    <message>
        <source>The scenes with most incidents first, added up. Those with most tend to have fewer the next time, by themselves (regression to the mean).</source>
        <translation>Drogscenerna med flest händelser först, adderade. De med flest tenderar att ha färre nästa gång, av sig själva (regression mot medelvärdet).</translation>
    </message>
    <message>
        <source>The scratch layer “{layer}” cannot lie beneath the map. Save it to a file first.</source>
        <translation>Det tillfälliga lagret ”{layer}” kan inte ligga under kartan. Spara det i en fil först.</translation>
    </message>
    <message>
        <source>The selected scenes have ceased …</source>
        <translation>De valda drogscenerna har upphört …</translation>
    </message>
    <message>
        <source>The server of the base map “{item}” did not answer everything: parts of it may be blank on the pages ({name}).</source>
        <translation>Servern för bakgrundskartan ”{item}” svarade inte på allt: delar av den kan vara tomma på sidorna ({name}).</translation>
    </message>
    <message>
        <source>The server writes who signs: {user}</source>
        <translation>Servern skriver vem som signerar: {user}</translation>
    </message>
    <message>
        <source>The server {server} does not allow you to do this to the store {location}: {reason}</source>
        <translation>Servern {server} tillåter inte att du gör detta med databasen {location}: {reason}</translation>
    </message>
    <message>
        <source>The server {server} runs PostgreSQL {found}: a store needs {needed} or newer.</source>
        <translation>Servern {server} kör PostgreSQL {found}: en databas behöver {needed} eller senare.</translation>
    </message>
    <message>
        <source>The share for asking ({unsure_share}) must be above 0 and no larger than that for linking ({link_share}), which is at most 1.</source>
        <translation>Andelen för att fråga ({unsure_share}) måste vara större än 0 och högst lika stor som den för att länka ({link_share}), som är högst 1.</translation>
    </message>
    <message>
        <source>The share in the distance band divided by the share beyond the last band, in the same unit.</source>
        <translation>Andelen i avståndsbandet delad med andelen bortom det sista bandet, i samma enhet.</translation>
    </message>
    <message>
        <source>The share in the distance band less the share beyond the last band, in the same unit.</source>
        <translation>Andelen i avståndsbandet minus andelen bortom det sista bandet, i samma enhet.</translation>
    </message>
    <message>
        <source>The share of all incidents inside scenes that the scenes with most hold together, and how few of them hold half.</source>
        <translation>Hur stor andel av alla händelser i drogscener som de med flest rymmer tillsammans, och hur få av dem som rymmer hälften.</translation>
    </message>
    <message>
        <source>The share of all shootings that lie inside a scene or within the distance, beside what as many random points on the populated area would give.</source>
        <translation>Hur stor andel av alla skottlossningar som ligger i en drogscen eller inom avståndet, intill vad lika många slumppunkter på den befolkade ytan skulle ge.</translation>
    </message>
    <message>
        <source>The share of shootings inside the open scenes of a round and within some distances of them, and the share of scenes with at least one, against what as many points thrown at random on the populated area would give. Pairs of shootings close in space and time are counted as well. Shootings are a layer of their own: no crime code stands for them. Rows are read, counted and forgotten.</source>
        <translation>Andelen skottlossningar i kartläggningens öppna drogscener och inom några avstånd från dem, och andelen drogscener med minst en, mot vad lika många punkter som slumpas ut på den befolkade ytan skulle ge. Par av skottlossningar nära varandra i rum och tid räknas också. Skottlossningar är ett eget lager: ingen brottskod står för dem. Rader läses, räknas och glöms.</translation>
    </message>
    <message>
        <source>The share of the open scenes with a shooting inside or within the distance.</source>
        <translation>Andelen av de öppna drogscenerna som har en skottlossning i sig eller inom avståndet.</translation>
    </message>
    <message>
        <source>The share of those who returned the survey but did not answer this question.</source>
        <translation>Andelen av dem som lämnade in enkäten men inte svarade på denna fråga.</translation>
    </message>
    <message>
        <source>The smallest base of a share is {minimum}; it must be 0 or more.</source>
        <translation>Den minsta basen för en andel är {minimum}; den måste vara 0 eller mer.</translation>
    </message>
    <message>
        <source>The store has no round yet. Import its areas, then open a round with +.</source>
        <translation>Databasen har ingen kartläggning än. Importera områden och öppna sedan en kartläggning med +.</translation>
    </message>
    <message>
        <source>The store that is open, and those opened before</source>
        <translation>Databasen som är öppen och de som har varit öppna</translation>
    </message>
    <message>
        <source>The store that it was checked out of, where it is reached by another name than then. None: by the same.</source>
        <translation>Den databas filen checkades ut från, om den nås under ett annat namn än då. Inget: under samma.</translation>
    </message>
    <message>
        <source>The store {location} can be read but not written.</source>
        <translation>Databasen {location} kan läsas men inte skrivas.</translation>
    </message>
    <message>
        <source>The store {location} cannot be copied by {user}, who does not see all of it.</source>
        <translation>Databasen {location} kan inte kopieras av {user}, som inte ser hela.</translation>
    </message>
    <message>
        <source>The store {location} cannot be made: nothing can be written in the folder {folder}.</source>
        <translation>Databasen {location} kan inte skapas: det går inte att skriva i mappen {folder}.</translation>
    </message>
    <message>
        <source>The store {location} cannot be made: there is no folder {folder}.</source>
        <translation>Databasen {location} kan inte skapas: mappen {folder} finns inte.</translation>
    </message>
    <message>
        <source>The store {location} cannot be reached (server {server}): {reason}. Nothing was saved; your edits stay here.</source>
        <translation>Databasen {location} kan inte nås (server {server}): {reason}. Inget sparades; dina ändringar finns kvar här.</translation>
    </message>
    <message>
        <source>The store {location} cannot be used: {reason}</source>
        <translation>Databasen {location} kan inte användas: {reason}</translation>
    </message>
    <message>
        <source>The store {location} could be upgraded from version {found} to {known}, but was not: set CONFIRM to do so. Older plugins cannot open it afterwards.</source>
        <translation>Databasen {location} kan uppgraderas från version {found} till {known}, men blev det inte: sätt CONFIRM för att göra det. Äldre tillägg kan inte öppna den efteråt.</translation>
    </message>
    <message>
        <source>The store {location} has version {found} and must be upgraded to version {known} first.</source>
        <translation>Databasen {location} har version {found} och måste först uppgraderas till version {known}.</translation>
    </message>
    <message>
        <source>The store {location} has version {found}, which this plugin cannot upgrade.</source>
        <translation>Databasen {location} har version {found}, som det här tillägget inte kan uppgradera.</translation>
    </message>
    <message>
        <source>The store {location} has version {version}, which is this one&apos;s: there is nothing to upgrade.</source>
        <translation>Databasen {location} har version {version}, samma som den här: det finns inget att uppgradera.</translation>
    </message>
    <message>
        <source>The store {location} is being written by another program. Nothing was saved; try again.</source>
        <translation>Ett annat program skriver i databasen {location}. Inget har sparats; försök igen.</translation>
    </message>
    <message>
        <source>The store {location} was made by a newer version of Drugscene: it has version {found}, and this one knows versions up to {known}. Update the plugin.</source>
        <translation>Databasen {location} är skapad av en nyare version av Drugscene: den har version {found}, och den här känner till versioner till och med {known}. Uppdatera insticksprogrammet.</translation>
    </message>
    <message>
        <source>The store&apos;s table {table} holds a value that cannot be read, as other software may have written it: in the row with {row}, the column {column} holds “{value}”. Correct it there, or fetch the row from a backup.</source>
        <translation>Databasens tabell {table} har ett värde som inte går att läsa, så som andra program kan ha skrivit det: på raden med {row} står i kolumnen {column} ”{value}”. Rätta det där, eller hämta raden ur en säkerhetskopia.</translation>
    </message>
    <message>
        <source>The template has no table “{item}”: what would stand there is left out.</source>
        <translation>Mallen har ingen tabell ”{item}”: det som skulle stå där är utelämnat.</translation>
    </message>
    <message>
        <source>The template {template} has an expression in “{item}” that cannot be read: {expression} ({reason})</source>
        <translation>Mallen {template} har ett uttryck i ”{item}” som inte kan läsas: {expression} ({reason})</translation>
    </message>
    <message>
        <source>The template {template} has no label that shows {item}, which every page must show.</source>
        <translation>Mallen {template} har ingen etikett som visar {item}, vilket varje sida måste visa.</translation>
    </message>
    <message>
        <source>The template {template} has no map.</source>
        <translation>Mallen {template} har ingen karta.</translation>
    </message>
    <message>
        <source>The template {template} uses “{name}” in “{item}”, which there is not. Nearest: {nearest}.</source>
        <translation>Mallen {template} använder ”{name}” i ”{item}”, som inte finns. Närmast: {nearest}.</translation>
    </message>
    <message>
        <source>The test takes incidents to come singly; where they come in series, its interval is too narrow.</source>
        <translation>Testet förutsätter att händelser kommer en och en; där de kommer i serier är intervallet för smalt.</translation>
    </message>
    <message>
        <source>The text for {field} holds personal data ({masked}). Nothing was kept; leave it out.</source>
        <translation>Texten för {field} innehåller personuppgifter ({masked}). Inget har sparats; utelämna dem.</translation>
    </message>
    <message>
        <source>The text for {field} is missing.</source>
        <translation>Texten för {field} saknas.</translation>
    </message>
    <message>
        <source>The text “{value}” for {field} has characters that cannot be stored.</source>
        <translation>Texten ”{value}” för {field} har tecken som inte kan lagras.</translation>
    </message>
    <message>
        <source>The threshold is {threshold}; it must be at least 1.</source>
        <translation>Tröskeln är {threshold}; den måste vara minst 1.</translation>
    </message>
    <message>
        <source>The total change between two periods, split exactly into the change within the earlier outlines and the change by moved outlines.</source>
        <translation>Den totala förändringen mellan två perioder, exakt uppdelad i förändringen inom de tidigare avgränsningarna och förändringen genom flyttade avgränsningar.</translation>
    </message>
    <message>
        <source>The two are not linked, for the reason given</source>
        <translation>De två hör inte ihop, av det skäl som anges</translation>
    </message>
    <message>
        <source>The two rounds use different definitions: the comparison is a series break.</source>
        <translation>De två kartläggningarna använder olika definitioner: jämförelsen är ett tidsseriebrott.</translation>
    </message>
    <message>
        <source>The unit&apos;s part of all open scenes in the county, and of the area of all their outlines.</source>
        <translation>Enhetens del av alla öppna drogscener i länet, och av ytan av alla deras avgränsningar.</translation>
    </message>
    <message>
        <source>The usual area cannot go from {minimum} to {maximum} m²: give 0 or more, the smaller first.</source>
        <translation>Den vanliga ytan kan inte gå från {minimum} till {maximum} m²: ange 0 eller mer, det mindre först.</translation>
    </message>
    <message>
        <source>The version of {by} whole: my edits of this scene go, until I undo</source>
        <translation>Hela versionen från {by}: mina ändringar av drogscenen försvinner, tills jag ångrar</translation>
    </message>
    <message>
        <source>The weight {weight} cannot be used: weights must be above 0.</source>
        <translation>Vikten {weight} kan inte användas: vikter måste vara större än 0.</translation>
    </message>
    <message>
        <source>The weighted displacement difference (Wheeler and Ratcliffe 2018) of every scene that ceased and of all together: how the number of incidents changed there and in the ring around it, against a control and its ring. Controls are areas of your own, or remaining scenes with about as many incidents before. Counts below 10 give no test. It shows a difference, not its cause.</source>
        <translation>Den viktade förflyttningsskillnaden (Wheeler och Ratcliffe 2018) för varje drogscen som upphört och för alla tillsammans: hur antalet händelser ändrades där och i ringen runt om, mot en kontroll och dess ring. Kontroller är egna områden, eller kvarstående drogscener med ungefär lika många händelser före. Antal under 10 ger ingen prövning. Det visar en skillnad, inte dess orsak.</translation>
    </message>
    <message>
        <source>The weighted share of respondents who see a problem, by distance to the nearest open scene of the round, for the county and the local police areas: with its interval, its number of answers, the difference and the ratio to those who live beyond, and how many left the question out. A county figure appears only where all local police areas were surveyed. Answers are read, counted and forgotten.</source>
        <translation>Den viktade andelen svarande som ser ett problem, efter avstånd till kartläggningens närmaste öppna drogscen, för länet och lokalpolisområdena: med intervall, antal svar, skillnaden och kvoten mot dem som bor längre bort och hur många som hoppade över frågan. Ett tal för länet visas bara där alla lokalpolisområden har undersökts. Svar läses, räknas och glöms.</translation>
    </message>
    <message>
        <source>The weighted share of the answers that mean a problem, by distance from home to the nearest open scene, with Wilson&apos;s interval on the effective number of answers.</source>
        <translation>Den viktade andelen av svaren som betyder ett problem, efter avstånd från hemmet till närmaste öppna drogscen, med Wilsons intervall på det effektiva antalet svar.</translation>
    </message>
    <message>
        <source>The width of the band is {band} m: it must be 0 or more.</source>
        <translation>Bandets bredd är {band} m: den måste vara 0 eller mer.</translation>
    </message>
    <message>
        <source>The width of the ring is {band} m: it must be above 0.</source>
        <translation>Ringens bredd är {band} m: den måste vara större än 0.</translation>
    </message>
    <message>
        <source>The zone&apos;s part of all incidents of the crime group in the unit (for a scene: in its region), with the exact interval of a share.</source>
        <translation>Zonens del av brottsgruppens alla händelser i enheten (för en drogscen: i dess region), med det exakta intervallet för en andel.</translation>
    </message>
    <message>
        <source>The zone&apos;s share of crime divided by its share of the baseline: 1 where crime lies as the baseline does. Its interval is that of the share of crime.</source>
        <translation>Zonens andel av brotten delad med dess andel av jämförelsebasen: 1 där brotten ligger som basen gör. Dess intervall är det för andelen av brotten.</translation>
    </message>
    <message>
        <source>Theirs ({by})</source>
        <translation>Den andras ({by})</translation>
    </message>
    <message>
        <source>There is already a round {round}.</source>
        <translation>Det finns redan en kartläggning {round}.</translation>
    </message>
    <message>
        <source>There is already an area {code} at level {level} that is valid at the same time.</source>
        <translation>Det finns redan ett område {code} på nivån {level} som gäller samtidigt.</translation>
    </message>
    <message>
        <source>There is already something at {location}: nothing is overwritten.</source>
        <translation>Det finns redan något på {location}: inget skrivs över.</translation>
    </message>
    <message>
        <source>There is no area {code} of the kind {role} on the round&apos;s reference date. There are: {known}.</source>
        <translation>Det finns inget område {code} av slaget {role} på kartläggningens referensdatum. Det finns: {known}.</translation>
    </message>
    <message>
        <source>There is no chart of this table.</source>
        <translation>Det finns inget diagram för denna tabell.</translation>
    </message>
    <message>
        <source>There is no code in what was given.</source>
        <translation>Det finns ingen kod i det som angavs.</translation>
    </message>
    <message>
        <source>There is no code list {code_list} to set. There are: {known}.</source>
        <translation>Det finns ingen kodlista {code_list} att ange. Det finns: {known}.</translation>
    </message>
    <message>
        <source>There is no crime group {group}. There are: {known}.</source>
        <translation>Det finns ingen brottsgrupp {group}. Det finns: {known}.</translation>
    </message>
    <message>
        <source>There is no de-listing rule “{definition}”. There are: {known}.</source>
        <translation>Det finns ingen avklassningsregel ”{definition}”. Det finns: {known}.</translation>
    </message>
    <message>
        <source>There is no definition “{definition}”. There are: {known}.</source>
        <translation>Det finns ingen definition ”{definition}”. Det finns: {known}.</translation>
    </message>
    <message>
        <source>There is no file {location}.</source>
        <translation>Det finns ingen fil {location}.</translation>
    </message>
    <message>
        <source>There is no open drug scene in this area.</source>
        <translation>Det finns ingen öppen drogscen i området.</translation>
    </message>
    <message>
        <source>There is no open drug scene.</source>
        <translation>Det finns ingen öppen drogscen.</translation>
    </message>
    <message>
        <source>There is no open scene {scene} in round {round}.</source>
        <translation>Det finns ingen öppen drogscen {scene} i kartläggning {round}.</translation>
    </message>
    <message>
        <source>There is no outline.</source>
        <translation>Avgränsning saknas.</translation>
    </message>
    <message>
        <source>There is no parameter {parameter}. There are: {known}.</source>
        <translation>Det finns ingen parameter {parameter}. Det finns: {known}.</translation>
    </message>
    <message>
        <source>There is no parameter {parameter}: did you mean {nearest}? There are: {known}.</source>
        <translation>Det finns ingen parameter {parameter}: menade du {nearest}? Det finns: {known}.</translation>
    </message>
    <message>
        <source>There is no polygon to copy there.</source>
        <translation>Där finns ingen polygon att kopiera.</translation>
    </message>
    <message>
        <source>There is no round {round}. The store has: {known}.</source>
        <translation>Det finns ingen kartläggning {round}. Databasen har: {known}.</translation>
    </message>
    <message>
        <source>There is no scene {scene} in any round.</source>
        <translation>Drogscenen {scene} finns inte i någon kartläggning.</translation>
    </message>
    <message>
        <source>There is no store at {location}.</source>
        <translation>Det finns ingen databas på {location}.</translation>
    </message>
    <message>
        <source>There is no template {template}.</source>
        <translation>Det finns ingen mall {template}.</translation>
    </message>
    <message>
        <source>There is nothing to show.</source>
        <translation>Det finns inget att visa.</translation>
    </message>
    <message>
        <source>There was nothing to print.</source>
        <translation>Det fanns inget att skriva ut.</translation>
    </message>
    <message>
        <source>These boundaries are made up for the sample county: no authority has drawn any of them.</source>
        <translation>De här gränserna är påhittade för exempellänet: ingen myndighet har dragit någon av dem.</translation>
    </message>
    <message>
        <source>This file was checked out to edit scenes: to {act}, open the store that it is from.</source>
        <translation>Den här filen checkades ut för att redigera drogscener: för att {act}, öppna den databas den kommer från.</translation>
    </message>
    <message>
        <source>This finding cannot be mended by a click ({finding}).</source>
        <translation>Den här anmärkningen kan inte åtgärdas med ett klick ({finding}).</translation>
    </message>
    <message>
        <source>This is the first round: there is nothing to compare it with.</source>
        <translation>Det här är den första kartläggningen: det finns inget att jämföra den med.</translation>
    </message>
    <message>
        <source>This package shows scenes by name alone: there is no map.</source>
        <translation>Detta paket visar drogscener endast med namn: det finns ingen karta.</translation>
    </message>
    <message>
        <source>Those that at least one open scene belongs to. A scene belongs to the area that holds most of its outline, unless a person decided otherwise; it counts once.</source>
        <translation>De som minst en öppen drogscen hör till. En drogscen hör till det område som rymmer störst del av dess avgränsning, om inte en person bestämt annat; den räknas en gång.</translation>
    </message>
    <message>
        <source>Tick at least one crime group.</source>
        <translation>Bocka för minst en brottsgrupp.</translation>
    </message>
    <message>
        <source>Tick the LPOs where people were asked.</source>
        <translation>Bocka för de LPO där människor tillfrågats.</translation>
    </message>
    <message>
        <source>Tick the answers that mean a problem, and those that mean that none was given.</source>
        <translation>Bocka för svaren som innebär ett problem, och dem som innebär att inget svar gavs.</translation>
    </message>
    <message>
        <source>Tick the answers that mean a problem.</source>
        <translation>Bocka för svaren som innebär ett problem.</translation>
    </message>
    <message>
        <source>Tick those that are printed; none ticked: all of them</source>
        <translation>Markera dem som skrivs ut; ingen markerad: alla</translation>
    </message>
    <message>
        <source>Times of day</source>
        <translation>Tider på dygnet</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Till</translation>
    </message>
    <message>
        <source>To bear in mind</source>
        <translation>Att tänka på</translation>
    </message>
    <message>
        <source>To confirm</source>
        <translation>Att bekräfta</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>Att besluta</translation>
    </message>
    <message>
        <source>To discuss</source>
        <translation>Att diskutera</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Att göra</translation>
    </message>
    <message>
        <source>To do: answer all criteria</source>
        <translation>Att göra: besvara alla kriterier</translation>
    </message>
    <message>
        <source>To do: confirm what was carried from an earlier round</source>
        <translation>Att göra: bekräfta det som har överförts från en tidigare kartläggning</translation>
    </message>
    <message>
        <source>To do: decide whether it is a scene</source>
        <translation>Att göra: avgör om det är en drogscen</translation>
    </message>
    <message>
        <source>To do: fill the required tags</source>
        <translation>Att göra: fyll i obligatoriska uppgifter</translation>
    </message>
    <message>
        <source>To round</source>
        <translation>Till kartläggning</translation>
    </message>
    <message>
        <source>To scene</source>
        <translation>Till drogscen</translation>
    </message>
    <message>
        <source>Together with what was released of round {round} (revision {revision}) on {at}, the package would tell {number} numbers that are withheld. They come from: {tables}. Some of them: {cells}. Not as it was then: {changes}. Nothing was written. Set back what is not as it was then, measure the figures again where they were measured with other settings, and make the package again; or hand on the earlier package, which stays as it is.</source>
        <translation>Tillsammans med det som lämnades ut om kartläggning {round} (revision {revision}) den {at} skulle paketet avslöja {number} tal som är dolda. De kommer från: {tables}. Några av dem: {cells}. Annat än då: {changes}. Inget har skrivits. Ställ tillbaka det som är annat än då, mät om det som mättes med andra inställningar och gör paketet igen; eller lämna ut det tidigare paketet, som är som det var.</translation>
    </message>
    <message>
        <source>Too few answers</source>
        <translation>För få svar</translation>
    </message>
    <message>
        <source>Too few answers beyond the last band: nothing to compare with.</source>
        <translation>För få svar bortom det sista bandet: inget att jämföra med.</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Totalt</translation>
    </message>
    <message>
        <source>Total area, water included</source>
        <translation>Total yta, med vatten</translation>
    </message>
    <message>
        <source>Transport company</source>
        <translation>Trafikbolag</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Försök igen</translation>
    </message>
    <message>
        <source>Try now to save what you wanted to save</source>
        <translation>Försök nu spara det du ville spara</translation>
    </message>
    <message>
        <source>Two outlines are linked when this share of one of them lies in the other.</source>
        <translation>Två avgränsningar länkas när denna andel av en av dem ligger i den andra.</translation>
    </message>
    <message>
        <source>Two outlines are proposed as linked where they share at least {link} of one of them; from {unsure} on a person is asked. An area that changed by less than {area} is continued, a pair that shares less than {moved} of both is moved. An overlap narrower than {sliver} m on average is drawing jitter. People decide each link.</source>
        <translation>Två avgränsningar föreslås som länkade där de delar minst {link} av någon av dem; från {unsure} tillfrågas en person. En yta som ändrats med mindre än {area} kvarstår, ett par som delar mindre än {moved} av båda har flyttat. Ett överlapp som i snitt är smalare än {sliver} m är ritdarr. Människor beslutar om varje länk.</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Type of place</source>
        <translation>Typ av plats</translation>
    </message>
    <message>
        <source>Unanswered criteria</source>
        <translation>Obesvarade kriterier</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>Oavgjord</translation>
    </message>
    <message>
        <source>Undecided although answered</source>
        <translation>Oavgjord fast svaren räcker</translation>
    </message>
    <message>
        <source>Undecided by both rules</source>
        <translation>Oavgjord enligt båda reglerna</translation>
    </message>
    <message>
        <source>Undecided links</source>
        <translation>Obeslutade länkar</translation>
    </message>
    <message>
        <source>Under 0.1</source>
        <translation>Under 0,1</translation>
    </message>
    <message>
        <source>Undo what cannot be saved: {why}</source>
        <translation>Ångra det som inte kan sparas: {why}</translation>
    </message>
    <message>
        <source>Undo {step}</source>
        <translation>Ångra {step}</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Okänt</translation>
    </message>
    <message>
        <source>Unknown predecessor</source>
        <translation>Okänd föregångare</translation>
    </message>
    <message>
        <source>Unsaved changes are not in it ({count}): save first.</source>
        <translation>Osparade ändringar kommer inte med ({count}): spara först.</translation>
    </message>
    <message>
        <source>Unsaved changes are not measured ({count}): save first.</source>
        <translation>Osparade ändringar mäts inte ({count}): spara först.</translation>
    </message>
    <message>
        <source>Unsaved edits are not protected against a crash now: {file} cannot be written ({reason}).</source>
        <translation>Osparade ändringar är nu inte skyddade mot en krasch: {file} kan inte skrivas ({reason}).</translation>
    </message>
    <message>
        <source>Unsaved edits of an earlier session cannot be read. They are kept in {file}: {reason}</source>
        <translation>Osparade ändringar från ett tidigare tillfälle kan inte läsas. De finns kvar i {file}: {reason}</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Osäker</translation>
    </message>
    <message>
        <source>Unsure link</source>
        <translation>Osäker länk</translation>
    </message>
    <message>
        <source>Unusually large</source>
        <translation>Ovanligt stor</translation>
    </message>
    <message>
        <source>Unusually small</source>
        <translation>Ovanligt liten</translation>
    </message>
    <message>
        <source>Unweighted: the shares are those of the people who answered.</source>
        <translation>Oviktat: andelarna gäller dem som svarade.</translation>
    </message>
    <message>
        <source>Upgrade it</source>
        <translation>Uppgradera den</translation>
    </message>
    <message>
        <source>Upgrade store</source>
        <translation>Uppgradera databas</translation>
    </message>
    <message>
        <source>Upper end of the interval</source>
        <translation>Intervallets övre gräns</translation>
    </message>
    <message>
        <source>Use of narcotics</source>
        <translation>Bruk av narkotika</translation>
    </message>
    <message>
        <source>Use of narcotics: assessor</source>
        <translation>Bruk av narkotika: bedömare</translation>
    </message>
    <message>
        <source>Use of narcotics: date</source>
        <translation>Bruk av narkotika: datum</translation>
    </message>
    <message>
        <source>Use of narcotics: source</source>
        <translation>Bruk av narkotika: källa</translation>
    </message>
    <message>
        <source>Use what is chosen</source>
        <translation>Använd det valda</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Gäller från</translation>
    </message>
    <message>
        <source>Valid to</source>
        <translation>Gäller till</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Version of the rule</source>
        <translation>Regelns version</translation>
    </message>
    <message>
        <source>Version {version} of the rules.</source>
        <translation>Reglernas version {version}.</translation>
    </message>
    <message>
        <source>Violence</source>
        <translation>Våld</translation>
    </message>
    <message>
        <source>Violence outdoors</source>
        <translation>Våld utomhus</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Ogiltigt</translation>
    </message>
    <message>
        <source>Void: the scene was changed after it was signed.</source>
        <translation>Ogiltigt: drogscenen ändrades efter godkännandet.</translation>
    </message>
    <message>
        <source>Weapons</source>
        <translation>Vapen</translation>
    </message>
    <message>
        <source>Weekdays</source>
        <translation>Vardagar</translation>
    </message>
    <message>
        <source>Weekend</source>
        <translation>Helg</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Vikt</translation>
    </message>
    <message>
        <source>Weighted displacement difference</source>
        <translation>Viktad förflyttningsskillnad</translation>
    </message>
    <message>
        <source>Weighted displacement difference (Wheeler and Ratcliffe 2018)</source>
        <translation>Viktad förflyttningsskillnad (Wheeler och Ratcliffe 2018)</translation>
    </message>
    <message>
        <source>Weighted shares by distance to the nearest scene.</source>
        <translation>Viktade andelar efter avstånd till närmaste drogscen.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Vad</translation>
    </message>
    <message>
        <source>What became of a scene between two rounds: proposed from ids and from the overlap of the outlines, decided by people.</source>
        <translation>Vad som blev av en drogscen mellan två kartläggningar: föreslaget utifrån id och avgränsningarnas överlapp, beslutat av människor.</translation>
    </message>
    <message>
        <source>What became of each scene</source>
        <translation>Vad det blev av varje drogscen</translation>
    </message>
    <message>
        <source>What became of them</source>
        <translation>Vad som hänt med dem</translation>
    </message>
    <message>
        <source>What counts as an open drug scene:</source>
        <translation>Vad som räknas som öppen drogscen:</translation>
    </message>
    <message>
        <source>What happened. Rejected: the two scenes are not linked.</source>
        <translation>Vad som hände. Förkastad: de två drogscenerna hör inte ihop.</translation>
    </message>
    <message>
        <source>What is done.</source>
        <translation>Vad som görs.</translation>
    </message>
    <message>
        <source>What is not saved is compared once it is saved.</source>
        <translation>Det som inte är sparat jämförs när det har sparats.</translation>
    </message>
    <message>
        <source>What is to be measured</source>
        <translation>Vad som ska mätas</translation>
    </message>
    <message>
        <source>What is withheld, and why</source>
        <translation>Vad som inte visas, och varför</translation>
    </message>
    <message>
        <source>What is wrong with it</source>
        <translation>Vad som är fel med den</translation>
    </message>
    <message>
        <source>What kind of areas they are.</source>
        <translation>Vilket slags områden det är.</translation>
    </message>
    <message>
        <source>What may be shown</source>
        <translation>Vad som får visas</translation>
    </message>
    <message>
        <source>What must be known of the row before its figures are used; said in full below.</source>
        <translation>Vad man måste veta om raden innan dess siffror används; står i klartext nedan.</translation>
    </message>
    <message>
        <source>What scenes are in the round until somebody says otherwise.</source>
        <translation>Vad drogscenerna är i kartläggningen tills någon säger annat.</translation>
    </message>
    <message>
        <source>What stands against publishing: {count}, listed below.</source>
        <translation>Det som hindrar publicering: {count}, listat nedan.</translation>
    </message>
    <message>
        <source>What the baseline is</source>
        <translation>Vad jämförelsebasen är</translation>
    </message>
    <message>
        <source>What the ceased scene is held against: areas of your own, or the scene that goes on whose earlier count is nearest.</source>
        <translation>Vad den upphörda drogscenen ställs mot: egna områden, eller den kvarstående drogscen vars tidigare antal ligger närmast.</translation>
    </message>
    <message>
        <source>What the county has set itself. Charts by round, here and in packages, show it.</source>
        <translation>Vad länet har satt som mål. Diagram över kartläggningarna, här och i paket, visar det.</translation>
    </message>
    <message>
        <source>What the package holds, for programs</source>
        <translation>Vad paketet innehåller, för program</translation>
    </message>
    <message>
        <source>What the polygons of the baseline are.</source>
        <translation>Vad jämförelsebasens polygoner är.</translation>
    </message>
    <message>
        <source>What the rules kept back from this package.</source>
        <translation>Vad reglerna inte lät visas i detta paket.</translation>
    </message>
    <message>
        <source>What there is a page of</source>
        <translation>Vad det blir en sida av</translation>
    </message>
    <message>
        <source>What there is a page of: the county, each local police area, or each scene.</source>
        <translation>Vad det blir en sida av: länet, varje lokalpolisområde eller varje drogscen.</translation>
    </message>
    <message>
        <source>What was corrected after publication.</source>
        <translation>Vad som rättades efter publicering.</translation>
    </message>
    <message>
        <source>What was done at the places, as recorded.</source>
        <translation>Vad som gjordes på platserna, så som det antecknats.</translation>
    </message>
    <message>
        <source>What was read</source>
        <translation>Vad som lästes</translation>
    </message>
    <message>
        <source>What you set here is set on all of them; the rest stays as it is.</source>
        <translation>Det du anger här gäller alla; resten ändras inte.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>När</translation>
    </message>
    <message>
        <source>When it was decided (UTC)</source>
        <translation>När det beslutades (UTC)</translation>
    </message>
    <message>
        <source>When none is given, a field called name is taken, if there is one.</source>
        <translation>Om inget anges används ett fält som heter name, om det finns.</translation>
    </message>
    <message>
        <source>Where a cell says “withheld”, its number is small or would tell a small one. Category, notes, sources and names of persons are shown to no one outside the authorities.</source>
        <translation>Där en cell säger ”visas inte” är talet litet eller skulle avslöja ett litet. Kategori, anteckningar, källor och personers namn visas inte för någon utanför myndigheterna.</translation>
    </message>
    <message>
        <source>Where a name is blank, the area&apos;s code serves as its name.</source>
        <translation>Där namnet saknas används områdets kod som namn.</translation>
    </message>
    <message>
        <source>Where both changed the same field</source>
        <translation>Där båda ändrat samma fält</translation>
    </message>
    <message>
        <source>Where fewer answered, no share is given.</source>
        <translation>Där färre har svarat ges ingen andel.</translation>
    </message>
    <message>
        <source>Where incidents have a span of time</source>
        <translation>Där händelser har ett tidsspann</translation>
    </message>
    <message>
        <source>Where incidents have a span of time. None: guessed from the fields&apos; names.</source>
        <translation>När händelser har en tidsrymd. Inget: gissas utifrån fältens namn.</translation>
    </message>
    <message>
        <source>Where people were asked. The others, and the county, are then not measured.</source>
        <translation>Där människor tillfrågats. Övriga, och länet, mäts då inte.</translation>
    </message>
    <message>
        <source>Where the bands end, rising, with ; between them. The last band is beyond.</source>
        <translation>Var banden slutar, stigande, med ; emellan. Det sista bandet är bortom.</translation>
    </message>
    <message>
        <source>Where the files are put. It is made when it is missing.</source>
        <translation>Var filerna läggs. Mappen skapas om den saknas.</translation>
    </message>
    <message>
        <source>Where the old store is kept</source>
        <translation>Var den gamla databasen finns kvar</translation>
    </message>
    <message>
        <source>Where the package&apos;s own folder is put. It is made when it is missing.</source>
        <translation>Var paketets egen mapp läggs. Den skapas om den saknas.</translation>
    </message>
    <message>
        <source>Whether a local police area or a municipality decided.</source>
        <translation>Om ett lokalpolisområde eller en kommun beslutade.</translation>
    </message>
    <message>
        <source>Whether a local police area or a municipality signs.</source>
        <translation>Om ett lokalpolisområde eller en kommun godkänner.</translation>
    </message>
    <message>
        <source>Whether a number of 0 is shown, or withheld like other small numbers.</source>
        <translation>Om talet 0 visas eller döljs som andra små tal.</translation>
    </message>
    <message>
        <source>Whether one row that cannot be taken keeps all others out.</source>
        <translation>Om en rad som inte kan läsas in stoppar alla andra.</translation>
    </message>
    <message>
        <source>Whether scenes are compared with the rest of the county or of their own LPO.</source>
        <translation>Om drogscener jämförs med resten av länet eller av sitt eget LPO.</translation>
    </message>
    <message>
        <source>Whether the area approves or objects.</source>
        <translation>Om området godkänner eller invänder.</translation>
    </message>
    <message>
        <source>Whether the boundaries are the official ones, and not derived by somebody.</source>
        <translation>Om gränserna är de officiella och inte härledda av någon.</translation>
    </message>
    <message>
        <source>Whether the package has the folder maps: the county&apos;s overview, a sheet for each local police area and a page for each scene, as PDF. They take most of the time.</source>
        <translation>Om paketet har mappen maps: länets översikt, ett blad per lokalpolisområde och en sida per drogscen, som PDF. De tar den mesta tiden.</translation>
    </message>
    <message>
        <source>Whether the scene was taken off the list, or classified as one.</source>
        <translation>Om drogscenen avfördes eller klassades.</translation>
    </message>
    <message>
        <source>Whether to fill the store with the fictional sample county and its rounds.</source>
        <translation>Om databasen ska fyllas med det påhittade exempellänet och dess kartläggningar.</translation>
    </message>
    <message>
        <source>Whether to write nothing and only say what would come back.</source>
        <translation>Om ingenting ska skrivas, utan bara sägas vad som skulle lämnas tillbaka.</translation>
    </message>
    <message>
        <source>Which areas the ledger reports both rounds on: those of this round, of the previous one, or those valid on a day such as 2025-01-01. Write this, previous or the day.</source>
        <translation>Vilka områden avstämningen redovisar båda kartläggningarna på: de för den här kartläggningen, för den föregående eller de som gäller en viss dag, till exempel 2025-01-01. Skriv this, previous eller dagen.</translation>
    </message>
    <message>
        <source>Which moment of its span of time dates an incident.</source>
        <translation>Vilken tidpunkt i tidsrymden som daterar en händelse.</translation>
    </message>
    <message>
        <source>Which of the tables</source>
        <translation>Vilken av tabellerna</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Vem</translation>
    </message>
    <message>
        <source>Who does it.</source>
        <translation>Vem som gör det.</translation>
    </message>
    <message>
        <source>Who does it. None: the person set in the plugin.</source>
        <translation>Vem som gör det. Ingen: den person som är angiven i insticksprogrammet.</translation>
    </message>
    <message>
        <source>Who signs</source>
        <translation>Vem som godkänner</translation>
    </message>
    <message>
        <source>Whom the row is about: the county, a local police area (LPO), a municipality or a scene. What lies on the line between two areas belongs to the one whose code comes first, so that totals add up.</source>
        <translation>Vad raden gäller: länet, ett lokalpolisområde (LPO), en kommun eller en drogscen. Det som ligger på gränsen mellan två områden hör till det vars kod kommer först, så att summorna stämmer.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Varför</translation>
    </message>
    <message>
        <source>Why a scene is new, has returned or has ceased. These kinds need one.</source>
        <translation>Varför en drogscen har tillkommit, återkommit eller upphört. Dessa slag kräver ett skäl.</translation>
    </message>
    <message>
        <source>Why it is corrected: listed among the errata of the package. No personal data.</source>
        <translation>Varför den rättas: tas upp bland paketets rättelser. Inga personuppgifter.</translation>
    </message>
    <message>
        <source>Why it is not saved</source>
        <translation>Varför det inte är sparat</translation>
    </message>
    <message>
        <source>Why not where most of it lies?</source>
        <translation>Varför inte där det mesta ligger?</translation>
    </message>
    <message>
        <source>Why scenes are new or have returned, for all that are accepted now.</source>
        <translation>Varför drogscener har tillkommit eller återkommit, för alla som godtas nu.</translation>
    </message>
    <message>
        <source>Why scenes have ceased, for all that are accepted now.</source>
        <translation>Varför drogscener har upphört, för alla som godtas nu.</translation>
    </message>
    <message>
        <source>Why they have ceased</source>
        <translation>Varför de har upphört</translation>
    </message>
    <message>
        <source>Why? …</source>
        <translation>Varför? …</translation>
    </message>
    <message>
        <source>Width of slivers (m)</source>
        <translation>Flisors bredd (m)</translation>
    </message>
    <message>
        <source>Width of the band beside (m)</source>
        <translation>Bandets bredd intill (m)</translation>
    </message>
    <message>
        <source>Width of the outline along the line</source>
        <translation>Avgränsningens bredd längs linjen</translation>
    </message>
    <message>
        <source>Wilson interval of the share</source>
        <translation>Wilsonintervall för andelen</translation>
    </message>
    <message>
        <source>Wilson interval on the effective number of answers</source>
        <translation>Wilsonintervall på det effektiva antalet svar</translation>
    </message>
    <message>
        <source>With ; between them, beside empty ones.</source>
        <translation>Med ; emellan, utöver tomma.</translation>
    </message>
    <message>
        <source>With ; between them. Given, any other answer is refused and shown; none: all others.</source>
        <translation>Med ; emellan. Om de anges avvisas och visas varje annat svar; inget: alla andra.</translation>
    </message>
    <message>
        <source>With ; between them; 0 is inside.</source>
        <translation>Med ; emellan; 0 är i drogscenen.</translation>
    </message>
    <message>
        <source>With a span of time that crosses the period&apos;s edge</source>
        <translation>Med en tidsrymd som går över periodens gräns</translation>
    </message>
    <message>
        <source>With findings</source>
        <translation>Med anmärkningar</translation>
    </message>
    <message>
        <source>With the sample county</source>
        <translation>Med exempellänet</translation>
    </message>
    <message>
        <source>Withheld numbers</source>
        <translation>Dolda tal</translation>
    </message>
    <message>
        <source>Withheld: the number is small, or would tell a small one.</source>
        <translation>Visas inte: talet är litet, eller skulle avslöja ett litet.</translation>
    </message>
    <message>
        <source>Within (m; 0: inside)</source>
        <translation>Inom (m; 0: inuti)</translation>
    </message>
    <message>
        <source>Within whose outlines both are counted: a moved boundary is then told from less crime</source>
        <translation>Inom vilka avgränsningar båda räknas: en flyttad gräns skiljs då från färre brott</translation>
    </message>
    <message>
        <source>Within {distance} m</source>
        <translation>Inom {distance} m</translation>
    </message>
    <message>
        <source>Without this, nothing is done but to say what would be. Older plugins cannot open it then.</source>
        <translation>Utan detta görs inget annat än att säga vad som skulle göras. Äldre tillägg kan inte öppna den efteråt.</translation>
    </message>
    <message>
        <source>Wording</source>
        <translation>Lydelse</translation>
    </message>
    <message>
        <source>Write the pages into the folder</source>
        <translation>Skriv sidorna till mappen</translation>
    </message>
    <message>
        <source>Writes the annual package of a round: the layer of its scenes with its style, the summary tables for the county, the local police areas, the municipalities and the scenes, and a manifest. The package appears whole or not at all; one of the same name is replaced. For the public there are published rounds alone, open scenes alone, and no outline as it was drawn; a table says what was withheld and why.</source>
        <translation>Skriver årspaketet för en kartläggning: lagret med drogscener och dess stil, sammanställningar för länet, lokalpolisområdena, kommunerna och drogscenerna samt en innehållsförteckning. Paketet skrivs helt eller inte alls; ett med samma namn ersätts. För offentligheten finns bara publicerade kartläggningar, bara öppna drogscener och ingen avgränsning som den ritades; en tabell säger vad som har dolts och varför.</translation>
    </message>
    <message>
        <source>Written beside every change that you save:</source>
        <translation>Skrivs vid varje ändring som du sparar:</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>You have edited {count} of them.</source>
        <translation>Du har redigerat {count} av dem.</translation>
    </message>
    <message>
        <source>You see all scenes, with all fields.</source>
        <translation>Du ser alla drogscener, med alla fält.</translation>
    </message>
    <message>
        <source>You see published rounds: open scenes, with generalised outlines and what is public of them.</source>
        <translation>Du ser publicerade kartläggningar: öppna drogscener, med generaliserade avgränsningar och det som är offentligt om dem.</translation>
    </message>
    <message>
        <source>You see the scenes of your own municipality, without what is for the police alone.</source>
        <translation>Du ser drogscenerna i din egen kommun, utan det som bara är för polisen.</translation>
    </message>
    <message>
        <source>You see your own municipality: what comes or goes across its border looks new or ceased.</source>
        <translation>Du ser din egen kommun: det som kommer eller går över dess gräns ser ut som nytt eller upphört.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ditt namn</translation>
    </message>
    <message>
        <source>Your name …</source>
        <translation>Ditt namn …</translation>
    </message>
    <message>
        <source>Your {count} unsaved changes are kept, and offered when it is a draft again.</source>
        <translation>Dina {count} osparade ändringar finns kvar och erbjuds när den är ett utkast igen.</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zon</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zooma</translation>
    </message>
    <message>
        <source>Zoom to its outlines in all rounds</source>
        <translation>Zooma till dess avgränsningar i alla kartläggningar</translation>
    </message>
    <message>
        <source>Zoom to the change</source>
        <translation>Zooma till förändringen</translation>
    </message>
    <message>
        <source>Zoom to the selected scenes</source>
        <translation>Zooma till valda drogscener</translation>
    </message>
    <message>
        <source>a coordinate is no number</source>
        <translation>en koordinat är inte ett tal</translation>
    </message>
    <message>
        <source>a hole lies outside</source>
        <translation>ett hål ligger utanför</translation>
    </message>
    <message>
        <source>a hole lies within a hole</source>
        <translation>ett hål ligger i ett hål</translation>
    </message>
    <message>
        <source>a part lies within a part</source>
        <translation>en del ligger i en del</translation>
    </message>
    <message>
        <source>a point a scene: the middle of a hexagon {width} m across</source>
        <translation>en punkt per drogscen: mitten av en sexhörning {width} m bred</translation>
    </message>
    <message>
        <source>a ring has too few points</source>
        <translation>en ring har för få punkter</translation>
    </message>
    <message>
        <source>a ring touches itself</source>
        <translation>en ring rör vid sig själv</translation>
    </message>
    <message>
        <source>about scenes that are not public</source>
        <translation>om drogscener som inte är offentliga</translation>
    </message>
    <message>
        <source>accept findings</source>
        <translation>godta anmärkningar</translation>
    </message>
    <message>
        <source>added</source>
        <translation>ny</translation>
    </message>
    <message>
        <source>and</source>
        <translation>och</translation>
    </message>
    <message>
        <source>answers that mean a problem: {answers}</source>
        <translation>svar som innebär ett problem: {answers}</translation>
    </message>
    <message>
        <source>area (m²)</source>
        <translation>yta (m²)</translation>
    </message>
    <message>
        <source>as they were drawn</source>
        <translation>så som de ritats</translation>
    </message>
    <message>
        <source>beside: {band} m</source>
        <translation>intill: {band} m</translation>
    </message>
    <message>
        <source>both rounds&apos; together</source>
        <translation>båda kartläggningarnas tillsammans</translation>
    </message>
    <message>
        <source>by its id, and the outlines overlap</source>
        <translation>enligt sitt id, och avgränsningarna överlappar</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>ändrad</translation>
    </message>
    <message>
        <source>changed by both</source>
        <translation>ändrad av båda</translation>
    </message>
    <message>
        <source>changed by both: choose</source>
        <translation>ändrad av båda: välj</translation>
    </message>
    <message>
        <source>changed by me alone</source>
        <translation>ändrad bara av mig</translation>
    </message>
    <message>
        <source>changed by {by} alone</source>
        <translation>ändrad bara av {by}</translation>
    </message>
    <message>
        <source>changed since: check again</source>
        <translation>ändrad sedan dess: kontrollera igen</translation>
    </message>
    <message>
        <source>changes as proposed, not all decided</source>
        <translation>förändringar enligt förslag, inte alla avgjorda</translation>
    </message>
    <message>
        <source>chosen by the user</source>
        <translation>vald av användaren</translation>
    </message>
    <message>
        <source>compared with round {round}</source>
        <translation>jämförd med kartläggning {round}</translation>
    </message>
    <message>
        <source>compared with {start} until {end}</source>
        <translation>jämfört med {start} till {end}</translation>
    </message>
    <message>
        <source>coordination number</source>
        <translation>samordningsnummer</translation>
    </message>
    <message>
        <source>county</source>
        <translation>länet</translation>
    </message>
    <message>
        <source>decide links</source>
        <translation>avgöra kopplingar</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>beslutad</translation>
    </message>
    <message>
        <source>decided by a person</source>
        <translation>beslutad av en person</translation>
    </message>
    <message>
        <source>decided by {by}</source>
        <translation>beslutad av {by}</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>borttagen</translation>
    </message>
    <message>
        <source>deleted by {by}, {at}</source>
        <translation>borttagen av {by}, {at}</translation>
    </message>
    <message>
        <source>deleted, or merged into another scene</source>
        <translation>borttagen, eller sammanslagen med en annan drogscen</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>utkast</translation>
    </message>
    <message>
        <source>each round&apos;s own</source>
        <translation>varje kartläggnings egna</translation>
    </message>
    <message>
        <source>edit scenes</source>
        <translation>redigera drogscener</translation>
    </message>
    <message>
        <source>editor of LPO {areas}</source>
        <translation>redaktör för LPO {areas}</translation>
    </message>
    <message>
        <source>editor of a local police area</source>
        <translation>redaktör för ett lokalpolisområde</translation>
    </message>
    <message>
        <source>end</source>
        <translation>slut</translation>
    </message>
    <message>
        <source>fails {definition}, answered no: {criteria}</source>
        <translation>uppfyller inte {definition}, svaret är nej: {criteria}</translation>
    </message>
    <message>
        <source>generalised: drawn as hexagons {width} m across, those that a scene covers at least {share} of</source>
        <translation>förenklade: ritade som sexhörningar {width} m breda, de som en drogscen täcker minst {share} av</translation>
    </message>
    <message>
        <source>in a terminal</source>
        <translation>i en terminal</translation>
    </message>
    <message>
        <source>in review</source>
        <translation>under granskning</translation>
    </message>
    <message>
        <source>in the OSGeo4W Shell (in the Start menu, beside QGIS)</source>
        <translation>i OSGeo4W Shell (i Start-menyn, bredvid QGIS)</translation>
    </message>
    <message>
        <source>input {digest}</source>
        <translation>indata {digest}</translation>
    </message>
    <message>
        <source>it crosses itself</source>
        <translation>den korsar sig själv</translation>
    </message>
    <message>
        <source>its inside falls apart</source>
        <translation>dess inre är delat</translation>
    </message>
    <message>
        <source>known from an earlier round</source>
        <translation>känd från en tidigare kartläggning</translation>
    </message>
    <message>
        <source>local police area</source>
        <translation>lokalpolisområde</translation>
    </message>
    <message>
        <source>local police areas (LPO) with a scene, of {all}</source>
        <translation>lokalpolisområden (LPO) med drogscen, av {all}</translation>
    </message>
    <message>
        <source>matched by the earlier number</source>
        <translation>matchad efter det tidigare antalet</translation>
    </message>
    <message>
        <source>meets {definition}: {criteria}</source>
        <translation>uppfyller {definition}: {criteria}</translation>
    </message>
    <message>
        <source>middle</source>
        <translation>mitt</translation>
    </message>
    <message>
        <source>municipalities with a scene, of {all}</source>
        <translation>kommuner med drogscen, av {all}</translation>
    </message>
    <message>
        <source>municipality</source>
        <translation>kommun</translation>
    </message>
    <message>
        <source>near, with another name</source>
        <translation>nära, med annat namn</translation>
    </message>
    <message>
        <source>near, with the same name</source>
        <translation>nära, med samma namn</translation>
    </message>
    <message>
        <source>no figure</source>
        <translation>ingen uppgift</translation>
    </message>
    <message>
        <source>no goal</source>
        <translation>inget mål</translation>
    </message>
    <message>
        <source>no part of the outline lies in it</source>
        <translation>ingen del av avgränsningen ligger där</translation>
    </message>
    <message>
        <source>no setting; the incidents, the scenes or the plugin’s version are others</source>
        <translation>ingen inställning; händelserna, drogscenerna eller tilläggets version är andra</translation>
    </message>
    <message>
        <source>none: places by name alone</source>
        <translation>inga: platser endast med namn</translation>
    </message>
    <message>
        <source>not</source>
        <translation>inte</translation>
    </message>
    <message>
        <source>not answered for {definition}: {criteria}</source>
        <translation>svar saknas för {definition}: {criteria}</translation>
    </message>
    <message>
        <source>not for these readers</source>
        <translation>inte för dessa läsare</translation>
    </message>
    <message>
        <source>not on the list</source>
        <translation>inte med</translation>
    </message>
    <message>
        <source>not shown as they were drawn</source>
        <translation>visas inte som de ritades</translation>
    </message>
    <message>
        <source>nothing changed</source>
        <translation>inget ändrades</translation>
    </message>
    <message>
        <source>nothing is there any more</source>
        <translation>inget finns där längre</translation>
    </message>
    <message>
        <source>nothing was there before</source>
        <translation>inget fanns där förut</translation>
    </message>
    <message>
        <source>number</source>
        <translation>antal</translation>
    </message>
    <message>
        <source>off by {count}</source>
        <translation>skillnad {count}</translation>
    </message>
    <message>
        <source>open drug scenes</source>
        <translation>öppna drogscener</translation>
    </message>
    <message>
        <source>open, publish or correct a round</source>
        <translation>öppna, publicera eller rätta en kartläggning</translation>
    </message>
    <message>
        <source>or</source>
        <translation>eller</translation>
    </message>
    <message>
        <source>or text file</source>
        <translation>eller textfil</translation>
    </message>
    <message>
        <source>other definition: series break</source>
        <translation>annan definition: tidsseriebrott</translation>
    </message>
    <message>
        <source>own: each period within its own round&apos;s outlines; previous: within the earlier round&apos;s; union: within both together.</source>
        <translation>own: varje period inom sin egen kartläggnings avgränsningar; previous: inom den tidigares; union: inom båda tillsammans.</translation>
    </message>
    <message>
        <source>p-value</source>
        <translation>p-värde</translation>
    </message>
    <message>
        <source>personal identity number</source>
        <translation>personnummer</translation>
    </message>
    <message>
        <source>phone number</source>
        <translation>telefonnummer</translation>
    </message>
    <message>
        <source>published</source>
        <translation>publicerad</translation>
    </message>
    <message>
        <source>reader</source>
        <translation>läsare</translation>
    </message>
    <message>
        <source>record measures and local decisions</source>
        <translation>registrera åtgärder och lokala beslut</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>borttagen</translation>
    </message>
    <message>
        <source>reviewer of a municipality</source>
        <translation>granskare för en kommun</translation>
    </message>
    <message>
        <source>reviewer of municipality {areas}</source>
        <translation>granskare för kommunen {areas}</translation>
    </message>
    <message>
        <source>revision {revision}</source>
        <translation>revision {revision}</translation>
    </message>
    <message>
        <source>revision {revision}, tables of version {version}</source>
        <translation>revision {revision}, tabeller av version {version}</translation>
    </message>
    <message>
        <source>round {round}</source>
        <translation>kartläggning {round}</translation>
    </message>
    <message>
        <source>rows {rows}</source>
        <translation>rader {rows}</translation>
    </message>
    <message>
        <source>same id at quite another place</source>
        <translation>samma id på en helt annan plats</translation>
    </message>
    <message>
        <source>saved by {by}, {at}</source>
        <translation>sparad av {by}, {at}</translation>
    </message>
    <message>
        <source>saved {time}</source>
        <translation>sparat {time}</translation>
    </message>
    <message>
        <source>scene area</source>
        <translation>drogscenernas yta</translation>
    </message>
    <message>
        <source>see all scenes with all fields</source>
        <translation>se alla drogscener med alla fält</translation>
    </message>
    <message>
        <source>see how rounds are linked and signed</source>
        <translation>se hur kartläggningarna är kopplade och signerade</translation>
    </message>
    <message>
        <source>set areas, codes and figures</source>
        <translation>lägga in områden, koder och resultat</translation>
    </message>
    <message>
        <source>settled: merged</source>
        <translation>löst: båda ihop</translation>
    </message>
    <message>
        <source>settled: mine</source>
        <translation>löst: min</translation>
    </message>
    <message>
        <source>settled: theirs</source>
        <translation>löst: den andras</translation>
    </message>
    <message>
        <source>sign</source>
        <translation>signera</translation>
    </message>
    <message>
        <source>small, or would tell small ones</source>
        <translation>små, eller skulle avslöja små</translation>
    </message>
    <message>
        <source>some dealing may remain</source>
        <translation>viss försäljning kan finnas kvar</translation>
    </message>
    <message>
        <source>somebody else</source>
        <translation>någon annan</translation>
    </message>
    <message>
        <source>start</source>
        <translation>början</translation>
    </message>
    <message>
        <source>stop: nothing at all is written, and the table tells what is in conflict. mine: the file&apos;s version of that field is taken; theirs: the store&apos;s.</source>
        <translation>stop: ingenting alls skrivs, och tabellen visar vad som är i konflikt. mine: filens version av fältet tas; theirs: databasens.</translation>
    </message>
    <message>
        <source>the LPO</source>
        <translation>LPO</translation>
    </message>
    <message>
        <source>the average of the whole</source>
        <translation>genomsnittet för hela området</translation>
    </message>
    <message>
        <source>the county</source>
        <translation>länet</translation>
    </message>
    <message>
        <source>the county&apos;s own; no published wording</source>
        <translation>länets egen; ingen publicerad lydelse</translation>
    </message>
    <message>
        <source>the difference between {one} and {other}</source>
        <translation>skillnaden mellan {one} och {other}</translation>
    </message>
    <message>
        <source>the earlier round&apos;s for both</source>
        <translation>den tidigares för båda</translation>
    </message>
    <message>
        <source>the end</source>
        <translation>slutet</translation>
    </message>
    <message>
        <source>the ledger adds up everywhere.</source>
        <translation>avstämningen går ihop överallt.</translation>
    </message>
    <message>
        <source>the ledger does not add up in {count} lines.</source>
        <translation>avstämningen går inte ihop på {count} rader.</translation>
    </message>
    <message>
        <source>the middle</source>
        <translation>mitten</translation>
    </message>
    <message>
        <source>the outlines overlap</source>
        <translation>avgränsningarna överlappar</translation>
    </message>
    <message>
        <source>the outlines overlap a little</source>
        <translation>avgränsningarna överlappar lite</translation>
    </message>
    <message>
        <source>the rest of the county</source>
        <translation>resten av länet</translation>
    </message>
    <message>
        <source>the rest of their LPO</source>
        <translation>resten av deras LPO</translation>
    </message>
    <message>
        <source>the start</source>
        <translation>starten</translation>
    </message>
    <message>
        <source>the wording asks for neither persistence nor perception</source>
        <translation>lydelsen kräver varken varaktighet eller att platsen uppfattas som problematisk</translation>
    </message>
    <message>
        <source>the wording does not ask that the place persists</source>
        <translation>lydelsen kräver inte att platsen är bestående</translation>
    </message>
    <message>
        <source>those of both rounds together</source>
        <translation>båda kartläggningarnas tillsammans</translation>
    </message>
    <message>
        <source>those of the round before, for both</source>
        <translation>föregående kartläggnings, för båda</translation>
    </message>
    <message>
        <source>to</source>
        <translation>till</translation>
    </message>
    <message>
        <source>to decide</source>
        <translation>att besluta</translation>
    </message>
    <message>
        <source>to decide: {count}</source>
        <translation>att besluta: {count}</translation>
    </message>
    <message>
        <source>to judge first</source>
        <translation>att bedöma först</translation>
    </message>
    <message>
        <source>two rings are the same</source>
        <translation>två ringar är lika</translation>
    </message>
    <message>
        <source>until</source>
        <translation>till</translation>
    </message>
    <message>
        <source>was a scene; neither {definition} nor the de-listing rule {delisting} is met, because of: {criteria}</source>
        <translation>var en drogscen; varken {definition} eller avklassningsregeln {delisting} är uppfylld, på grund av: {criteria}</translation>
    </message>
    <message>
        <source>was a scene; the de-listing rule {delisting} holds: {criteria}</source>
        <translation>var en drogscen; avklassningsregeln {delisting} är uppfylld: {criteria}</translation>
    </message>
    <message>
        <source>where most of it lies</source>
        <translation>där den till största delen ligger</translation>
    </message>
    <message>
        <source>which is</source>
        <translation>som är</translation>
    </message>
    <message>
        <source>withheld</source>
        <translation>visas inte</translation>
    </message>
    <message>
        <source>z</source>
        <translation>z</translation>
    </message>
    <message>
        <source>{act}: in {areas}</source>
        <translation>{act}: i {areas}</translation>
    </message>
    <message>
        <source>{area} ({role}) has not signed that it has no scenes.</source>
        <translation>{area} ({role}) har inte godkänt att den saknar drogscener.</translation>
    </message>
    <message>
        <source>{area} ({role}) has not signed. Scenes: {count}.</source>
        <translation>{area} ({role}) har inte godkänt. Drogscener: {count}.</translation>
    </message>
    <message>
        <source>{area} ({role}) objects to having no scenes: {comment} ({by})</source>
        <translation>{area} ({role}) invänder mot att den saknar drogscener: {comment} ({by})</translation>
    </message>
    <message>
        <source>{area} ({role}) objects: {comment} ({by}). Scenes: {count}.</source>
        <translation>{area} ({role}) invänder: {comment} ({by}). Drogscener: {count}.</translation>
    </message>
    <message>
        <source>{area} ({role}) signed that it has no scenes, but to another state.</source>
        <translation>{area} ({role}) godkände att den saknar drogscener, men i ett annat läge.</translation>
    </message>
    <message>
        <source>{area} ({role}) signed what was changed afterwards. Scenes: {count}.</source>
        <translation>{area} ({role}) godkände det som sedan ändrades. Drogscener: {count}.</translation>
    </message>
    <message>
        <source>{caveat} ({number} of {total} rows)</source>
        <translation>{caveat} ({number} av {total} rader)</translation>
    </message>
    <message>
        <source>{change} since round {round}</source>
        <translation>{change} sedan kartläggning {round}</translation>
    </message>
    <message>
        <source>{count} ceased</source>
        <translation>{count} har upphört</translation>
    </message>
    <message>
        <source>{count} changes selected</source>
        <translation>{count} förändringar valda</translation>
    </message>
    <message>
        <source>{count} edited scenes stay in the file: {reason}</source>
        <translation>{count} redigerade drogscener står kvar i filen: {reason}</translation>
    </message>
    <message>
        <source>{count} fewer by mergers</source>
        <translation>{count} färre genom sammanslagning</translation>
    </message>
    <message>
        <source>{count} files are in {link}</source>
        <translation>{count} filer finns i {link}</translation>
    </message>
    <message>
        <source>{count} findings selected</source>
        <translation>{count} anmärkningar valda</translation>
    </message>
    <message>
        <source>{count} links are not decided: changes and ledger show what the machine proposes.</source>
        <translation>{count} länkar är inte beslutade: förändringar och avstämning visar vad datorn föreslår.</translation>
    </message>
    <message>
        <source>{count} more by splits</source>
        <translation>{count} fler genom uppdelning</translation>
    </message>
    <message>
        <source>{count} names are used more than once within a local police area.</source>
        <translation>{count} namn används mer än en gång inom ett lokalpolisområde.</translation>
    </message>
    <message>
        <source>{count} new</source>
        <translation>{count} har tillkommit</translation>
    </message>
    <message>
        <source>{count} outlines are invalid: {reason}.</source>
        <translation>{count} avgränsningar är ogiltiga: {reason}.</translation>
    </message>
    <message>
        <source>{count} pairs of neighbours overlap very slightly: {area_m2} m² in all, the widest {width_m} m on average.</source>
        <translation>{count} par av grannar överlappar helt lite: sammanlagt {area_m2} m², det bredaste överlappet i snitt {width_m} m.</translation>
    </message>
    <message>
        <source>{count} pairs of scenes have nearly the same outline.</source>
        <translation>{count} par av drogscener har nästan samma avgränsning.</translation>
    </message>
    <message>
        <source>{count} pairs of scenes have the same outline.</source>
        <translation>{count} par av drogscener har samma avgränsning.</translation>
    </message>
    <message>
        <source>{count} pairs of scenes overlap.</source>
        <translation>{count} par av drogscener överlappar.</translation>
    </message>
    <message>
        <source>{count} returned</source>
        <translation>{count} har återkommit</translation>
    </message>
    <message>
        <source>{count} scenes</source>
        <translation>{count} drogscener</translation>
    </message>
    <message>
        <source>{count} scenes are in {file}; {editable} may be edited.</source>
        <translation>{count} drogscener är i {file}; {editable} får redigeras.</translation>
    </message>
    <message>
        <source>{count} scenes are still to be settled</source>
        <translation>{count} drogscener återstår att lösa</translation>
    </message>
    <message>
        <source>{count} scenes are undecided, although their answers decide: {verdict}.</source>
        <translation>{count} drogscener är oavgjorda, fast svaren avgör: {verdict}.</translation>
    </message>
    <message>
        <source>{count} scenes are undecided, since answers are missing: {criteria}.</source>
        <translation>{count} drogscener är oavgjorda, eftersom svar saknas: {criteria}.</translation>
    </message>
    <message>
        <source>{count} scenes are undecided: neither {definition} nor the de-listing rule is met.</source>
        <translation>{count} drogscener är oavgjorda: varken {definition} eller avklassningsregeln är uppfylld.</translation>
    </message>
    <message>
        <source>{count} scenes are unusually large (above {limit_m2} m²).</source>
        <translation>{count} drogscener är ovanligt stora (över {limit_m2} m²).</translation>
    </message>
    <message>
        <source>{count} scenes are unusually small (below {limit_m2} m²).</source>
        <translation>{count} drogscener är ovanligt små (under {limit_m2} m²).</translation>
    </message>
    <message>
        <source>{count} scenes have a category that is not in the list ({known}).</source>
        <translation>{count} drogscener har en kategori som inte finns i listan ({known}).</translation>
    </message>
    <message>
        <source>{count} scenes have an empty outline.</source>
        <translation>{count} drogscener har en tom avgränsning.</translation>
    </message>
    <message>
        <source>{count} scenes have another status than their answers say.</source>
        <translation>{count} drogscener har en annan status än svaren ger.</translation>
    </message>
    <message>
        <source>{count} scenes have codes that are not in their list: {tags}.</source>
        <translation>{count} drogscener har koder som inte finns i sin lista: {tags}.</translation>
    </message>
    <message>
        <source>{count} scenes have holes that look like slivers.</source>
        <translation>{count} drogscener har hål som ser ut som flisor.</translation>
    </message>
    <message>
        <source>{count} scenes have no outline.</source>
        <translation>{count} drogscener har ingen avgränsning.</translation>
    </message>
    <message>
        <source>{count} scenes have parts that look like slivers.</source>
        <translation>{count} drogscener har delar som ser ut som flisor.</translation>
    </message>
    <message>
        <source>{count} scenes have personal data in free text ({kinds}).</source>
        <translation>{count} drogscener har personuppgifter i fritext ({kinds}).</translation>
    </message>
    <message>
        <source>{count} scenes have the outline of one that has ceased or is none: the same places under two ids?</source>
        <translation>{count} drogscener har samma avgränsning som en som har upphört eller inte är någon drogscen: samma platser med två id?</translation>
    </message>
    <message>
        <source>{count} scenes have the outline that another id had in the round before: have their ids changed?</source>
        <translation>{count} drogscener har den avgränsning som ett annat id hade i föregående kartläggning: har deras id ändrats?</translation>
    </message>
    <message>
        <source>{count} scenes in {lpo} are called “{name}”.</source>
        <translation>{count} drogscener i {lpo} heter ”{name}”.</translation>
    </message>
    <message>
        <source>{count} scenes lack answers that {definition} or the de-listing rule asks for: {criteria}.</source>
        <translation>{count} drogscener saknar svar som {definition} eller avklassningsregeln kräver: {criteria}.</translation>
    </message>
    <message>
        <source>{count} scenes lack tags that are required: {tags}.</source>
        <translation>{count} drogscener saknar obligatoriska uppgifter: {tags}.</translation>
    </message>
    <message>
        <source>{count} scenes lie in gaps between areas ({level}).</source>
        <translation>{count} drogscener ligger i glipor mellan områden ({level}).</translation>
    </message>
    <message>
        <source>{count} scenes lie in more than one local police area.</source>
        <translation>{count} drogscener ligger i mer än ett lokalpolisområde.</translation>
    </message>
    <message>
        <source>{count} scenes lie in more than one municipality.</source>
        <translation>{count} drogscener ligger i mer än en kommun.</translation>
    </message>
    <message>
        <source>{count} scenes lie in no area ({level}).</source>
        <translation>{count} drogscener ligger inte i något område ({level}).</translation>
    </message>
    <message>
        <source>{count} scenes lie outside the county.</source>
        <translation>{count} drogscener ligger utanför länet.</translation>
    </message>
    <message>
        <source>{count} scenes lie partly outside the county.</source>
        <translation>{count} drogscener ligger delvis utanför länet.</translation>
    </message>
    <message>
        <source>{count} scenes selected</source>
        <translation>{count} drogscener valda</translation>
    </message>
    <message>
        <source>{count} signatures selected</source>
        <translation>{count} godkännanden valda</translation>
    </message>
    <message>
        <source>{count} unsaved changes</source>
        <translation>{count} osparade ändringar</translation>
    </message>
    <message>
        <source>{crs} does not measure in metres: a store needs a projected system in metres, such as EPSG:3006.</source>
        <translation>{crs} mäter inte i meter: en databas behöver ett projicerat system i meter, till exempel EPSG:3006.</translation>
    </message>
    <message>
        <source>{crs} is geographic (degrees): a store needs a projected system in metres, such as EPSG:3006.</source>
        <translation>{crs} är geografiskt (grader): en databas behöver ett projicerat system i meter, till exempel EPSG:3006.</translation>
    </message>
    <message>
        <source>{decision} on {day} by the {role}: {by}</source>
        <translation>{decision} den {day} av {role}: {by}</translation>
    </message>
    <message>
        <source>{decision}: {by}, {day}</source>
        <translation>{decision}: {by}, {day}</translation>
    </message>
    <message>
        <source>{definition} is a definition that comes with the plugin: give your own another id.</source>
        <translation>{definition} är en definition som följer med insticksprogrammet: ge din egen ett annat id.</translation>
    </message>
    <message>
        <source>{definition} is a rule for de-listing, not a definition of a scene.</source>
        <translation>{definition} är en avklassningsregel, inte en definition av en drogscen.</translation>
    </message>
    <message>
        <source>{field}: the crime codes are numbers, and have lost their leading zeros: give them as text, such as 0355.</source>
        <translation>{field}: brottskoderna är tal och har förlorat sina inledande nollor: ange dem som text, till exempel 0355.</translation>
    </message>
    <message>
        <source>{field}: “{value}” is no value of the kind {kind}.</source>
        <translation>{field}: ”{value}” är inget värde av sorten {kind}.</translation>
    </message>
    <message>
        <source>{field}: “{value}” is none of {known}.</source>
        <translation>{field}: ”{value}” är inget av {known}.</translation>
    </message>
    <message>
        <source>{file} comes from no atlas and is not replaced. Move it elsewhere first.</source>
        <translation>{file} kommer inte från någon atlas och ersätts inte. Flytta den först.</translation>
    </message>
    <message>
        <source>{file} is open in another program, so the package cannot be replaced. Close it and try again.</source>
        <translation>{file} är öppen i ett annat program, så paketet kan inte ersättas. Stäng den och försök igen.</translation>
    </message>
    <message>
        <source>{folder} would be replaced, but {file} in it comes from no export. Move it elsewhere first.</source>
        <translation>{folder} skulle ersättas, men {file} i den kommer inte från någon export. Flytta den först.</translation>
    </message>
    <message>
        <source>{from_round} → {round}: {count} changes, to decide: {waiting}</source>
        <translation>{from_round} → {round}: {count} förändringar, att besluta: {waiting}</translation>
    </message>
    <message>
        <source>{heading} (continued)</source>
        <translation>{heading} (forts.)</translation>
    </message>
    <message>
        <source>{link}: {by} decided otherwise ({kind}, {at}). Give a reason to set that aside.</source>
        <translation>{link}: {by} beslutade något annat ({kind}, {at}). Ange ett skäl för att åsidosätta det.</translation>
    </message>
    <message>
        <source>{location} cannot be counted where it lies ({reason}). An archive needs points in the store&apos;s CRS, and days as dates or times on Swedish clocks; incidents are dated by their start or end.</source>
        <translation>{location} kan inte räknas där det ligger ({reason}). Ett arkiv behöver punkter i databasens koordinatsystem, och dagar som datum eller tider i svensk tid; händelser dateras efter sin start eller sitt slut.</translation>
    </message>
    <message>
        <source>{location} cannot be read: {reason}</source>
        <translation>{location} kan inte läsas: {reason}</translation>
    </message>
    <message>
        <source>{location} does not begin with a line of column names, or is no text file.</source>
        <translation>{location} börjar inte med en rad kolumnnamn, eller är ingen textfil.</translation>
    </message>
    <message>
        <source>{location} does not say where a store is.</source>
        <translation>{location} säger inte var en databas finns.</translation>
    </message>
    <message>
        <source>{location} has no field {field}. It has: {known}.</source>
        <translation>{location} har inget fält {field}. Den har: {known}.</translation>
    </message>
    <message>
        <source>{location} holds a password, which would be written into projects and histories. Use a connection saved in QGIS with an authentication configuration (postgresql:NAME), a service file or a password file.</source>
        <translation>{location} innehåller ett lösenord, som skulle hamna i projekt och historik. Använd en anslutning som är sparad i QGIS med en autentiseringskonfiguration (postgresql:NAMN), en tjänstefil eller en lösenordsfil.</translation>
    </message>
    <message>
        <source>{location} is an archive of GeoParquet, which Apache Sedona counts. Install it beside QGIS&apos;s Python: pip install sedonadb pyarrow geoarrow-pyarrow</source>
        <translation>{location} är ett arkiv av GeoParquet, som Apache Sedona räknar. Installera det bredvid QGIS Python: pip install sedonadb pyarrow geoarrow-pyarrow</translation>
    </message>
    <message>
        <source>{location} is an archive of GeoParquet: its rows are counted where they lie, and this measure reads them one by one. Give it a layer of points, a table or a CSV file with the rows that it needs.</source>
        <translation>{location} är ett arkiv av GeoParquet: dess rader räknas där de ligger, och det här måttet läser dem en och en. Ge det ett punktlager, en tabell eller en CSV-fil med de rader som behövs.</translation>
    </message>
    <message>
        <source>{location} is not a Drugscene store.</source>
        <translation>{location} är ingen Drugscene-databas.</translation>
    </message>
    <message>
        <source>{location} is not a kind of store that this version knows: give the path of a GeoPackage, or postgresql:NAME for a PostgreSQL connection saved in QGIS.</source>
        <translation>{location} är inte en sorts databas som den här versionen känner till: ange sökvägen till en GeoPackage, eller postgresql:NAMN för en PostgreSQL-anslutning som är sparad i QGIS.</translation>
    </message>
    <message>
        <source>{location} is written in UTF-16, which a spreadsheet calls Unicode text: save it as CSV (UTF-8) instead.</source>
        <translation>{location} är skriven i UTF-16, som ett kalkylprogram kallar Unicode-text: spara den som CSV (UTF-8) i stället.</translation>
    </message>
    <message>
        <source>{location} was not checked out of another store: there is nothing to bring back.</source>
        <translation>{location} är inte utcheckad från någon annan databas: det finns inget att lämna tillbaka.</translation>
    </message>
    <message>
        <source>{location}: “{option}” is not taken in a store&apos;s location.</source>
        <translation>{location}: ”{option}” får inte stå i adressen till en databas.</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} till {high}</translation>
    </message>
    <message>
        <source>{measure}, round {round}</source>
        <translation>{measure}, kartläggning {round}</translation>
    </message>
    <message>
        <source>{mended} of {count} outlines were invalid and have been mended: {each}</source>
        <translation>{mended} av {count} avgränsningar var ogiltiga och har reparerats: {each}</translation>
    </message>
    <message>
        <source>{names}: ceased, because</source>
        <translation>{names}: har upphört, eftersom</translation>
    </message>
    <message>
        <source>{name} ({scene}), on the list in {count} of {rounds} rounds</source>
        <translation>{name} ({scene}), med i {count} av {rounds} kartläggningar</translation>
    </message>
    <message>
        <source>{name}: open drug scenes</source>
        <translation>{name}: öppna drogscener</translation>
    </message>
    <message>
        <source>{name}: round {round} has {new} open drug scenes here, round {before} had {old}.</source>
        <translation>{name}: kartläggning {round} har {new} öppna drogscener här, kartläggning {before} hade {old}.</translation>
    </message>
    <message>
        <source>{name}: round {round} has {new} open drug scenes here.</source>
        <translation>{name}: kartläggning {round} har {new} öppna drogscener här.</translation>
    </message>
    <message>
        <source>{name}: {done} of {total} scenes done</source>
        <translation>{name}: {done} av {total} drogscener klara</translation>
    </message>
    <message>
        <source>{name}: {figure}</source>
        <translation>{name}: {figure}</translation>
    </message>
    <message>
        <source>{number} (interval {low} to {high})</source>
        <translation>{number} (intervall {low} till {high})</translation>
    </message>
    <message>
        <source>{number} answers are none of the expected ones. The first (with their rows): {shown}.</source>
        <translation>{number} svar är inget av de väntade. De första (med rad): {shown}.</translation>
    </message>
    <message>
        <source>{number} answers have a weight that is missing, no number, 0 or negative. The first (with their rows): {shown}.</source>
        <translation>{number} svar har en vikt som saknas, inte är ett tal, är 0 eller negativ. De första (med rad): {shown}.</translation>
    </message>
    <message>
        <source>{number} distances are below 0. The first (with their rows): {shown}.</source>
        <translation>{number} avstånd är mindre än 0. De första (med rad): {shown}.</translation>
    </message>
    <message>
        <source>{number} distances are no numbers. The first (with their rows): {shown}.</source>
        <translation>{number} avstånd är inga tal. De första (med sina rader): {shown}.</translation>
    </message>
    <message>
        <source>{number} names are those of no area valid for the round, in {rows} incidents: {names}.</source>
        <translation>{number} namn är inte namnet på något område som gäller för omgången, i {rows} händelser: {names}.</translation>
    </message>
    <message>
        <source>{number} of the surveyed areas are no LPOs of the county. The first: {lpos}.</source>
        <translation>{number} av de undersökta områdena är inga LPO i länet. De första: {lpos}.</translation>
    </message>
    <message>
        <source>{number} polygons of the baseline have a number of people that is missing or negative. The first (with their rows): {shown}.</source>
        <translation>{number} polygoner i jämförelsebasen har ett antal invånare som saknas eller är negativt. De första (med rad): {shown}.</translation>
    </message>
    <message>
        <source>{number} polygons of the baseline have no area. The first rows: {shown}.</source>
        <translation>{number} polygoner i jämförelsebasen har ingen yta. De första raderna: {shown}.</translation>
    </message>
    <message>
        <source>{old} % of the old, {new} % of the new</source>
        <translation>{old} % av den gamla, {new} % av den nya</translation>
    </message>
    <message>
        <source>{old} m² → {new} m²</source>
        <translation>{old} m² → {new} m²</translation>
    </message>
    <message>
        <source>{others} lie in other periods</source>
        <translation>{others} ligger i andra perioder</translation>
    </message>
    <message>
        <source>{parameter} holds no polygon ({number} rows were read).</source>
        <translation>{parameter} innehåller ingen polygon ({number} rader lästes).</translation>
    </message>
    <message>
        <source>{parameter}: the layer {layer} has no field “{field}”. It has: {known}.</source>
        <translation>{parameter}: lagret {layer} har inget fält ”{field}”. Det har: {known}.</translation>
    </message>
    <message>
        <source>{parameter}: the layer {layer} has no field “{field}”: did you mean {nearest}? It has: {known}.</source>
        <translation>{parameter}: lagret {layer} har inget fält ”{field}”: menade du {nearest}? Det har: {known}.</translation>
    </message>
    <message>
        <source>{parameter}: the layer “{value}” cannot be read.</source>
        <translation>{parameter}: lagret ”{value}” kan inte läsas.</translation>
    </message>
    <message>
        <source>{parameter}: “{value}” is neither true nor false.</source>
        <translation>{parameter}: ”{value}” är varken sant eller falskt (true eller false).</translation>
    </message>
    <message>
        <source>{parameter}: “{value}” is no day in the form 2023-10-01.</source>
        <translation>{parameter}: ”{value}” är ingen dag på formen 2023-10-01.</translation>
    </message>
    <message>
        <source>{parameter}: “{value}” is no number that fits this parameter.</source>
        <translation>{parameter}: ”{value}” är inget tal som passar den här parametern.</translation>
    </message>
    <message>
        <source>{parameter}: “{value}” is no value for this parameter.</source>
        <translation>{parameter}: ”{value}” är inget värde för den här parametern.</translation>
    </message>
    <message>
        <source>{parameter}: “{value}” is none of {known}.</source>
        <translation>{parameter}: ”{value}” är inget av {known}.</translation>
    </message>
    <message>
        <source>{percent} % of “{name}” lies outside the county.</source>
        <translation>{percent} % av ”{name}” ligger utanför länet.</translation>
    </message>
    <message>
        <source>{revision} (a later one is there)</source>
        <translation>{revision} (en senare finns)</translation>
    </message>
    <message>
        <source>{role} (no area given yet)</source>
        <translation>{role} (inget område tilldelat än)</translation>
    </message>
    <message>
        <source>{rows} incidents are not counted, since their codes have lost the zero before them: {codes}. Have the codes written as text.</source>
        <translation>{rows} händelser räknas inte, eftersom deras koder har förlorat nollan framför: {codes}. Se till att koderna skrivs som text.</translation>
    </message>
    <message>
        <source>{rows} of {placed} answers with a place lie outside the county (rows {examples}): the coordinates may stand the wrong way round, or be those of another coordinate system.</source>
        <translation>{rows} av {placed} svar med en plats ligger utanför länet (rader {examples}): koordinaterna kan stå i omvänd ordning, eller höra till ett annat koordinatsystem.</translation>
    </message>
    <message>
        <source>{rows} of {placed} incidents with coordinates would lie in the county only if these stood the other way round (rows {examples}): change the fields for x (east, longitude) and y (north, latitude).</source>
        <translation>{rows} av {placed} händelser med koordinater skulle ligga i länet bara om dessa stod tvärtom (rader {examples}): byt fälten för x (öst, longitud) och y (nord, latitud).</translation>
    </message>
    <message>
        <source>{scene}: changed on both sides, in the store by {by} at {at}.</source>
        <translation>{scene}: ändrad på båda sidor, i databasen av {by} {at}.</translation>
    </message>
    <message>
        <source>{severity}: {code}: {number} ({seen} accepted)</source>
        <translation>{severity}: {code}: {number} ({seen} godtagna)</translation>
    </message>
    <message>
        <source>{start} m and beyond</source>
        <translation>{start} m och längre bort</translation>
    </message>
    <message>
        <source>{start} to {end}</source>
        <translation>{start} till {end}</translation>
    </message>
    <message>
        <source>{start} until {end}</source>
        <translation>{start} till {end}</translation>
    </message>
    <message>
        <source>{start} until {end}, outlines {outlines}: {counted} of the period’s {total} incidents counted ({share})</source>
        <translation>{start} till {end}, avgränsningar {outlines}: {counted} av periodens {total} händelser räknade ({share})</translation>
    </message>
    <message>
        <source>{start} until {end}: {counted} of the period’s {total} incidents counted ({share})</source>
        <translation>{start} till {end}: {counted} av periodens {total} händelser räknade ({share})</translation>
    </message>
    <message>
        <source>{start}–{end} m</source>
        <translation>{start}–{end} m</translation>
    </message>
    <message>
        <source>{state}: no scenes</source>
        <translation>{state}: inga drogscener</translation>
    </message>
    <message>
        <source>{template} is not a layout template that QGIS can read.</source>
        <translation>{template} är ingen layoutmall som QGIS kan läsa.</translation>
    </message>
    <message>
        <source>{unit}, {column}: {figure}</source>
        <translation>{unit}, {column}: {figure}</translation>
    </message>
    <message>
        <source>{user} ({roles}) may not {act} in this store. Whoever may: {needed}.</source>
        <translation>{user} ({roles}) får inte {act} i den här databasen. Det får: {needed}.</translation>
    </message>
    <message>
        <source>{user} may {act} in {own} alone, not in {code}.</source>
        <translation>{user} får {act} bara i {own}, inte i {code}.</translation>
    </message>
    <message>
        <source>{user} may {act} only in own areas, and has none yet: the county gives them.</source>
        <translation>{user} får {act} bara i egna områden och har inga än: länet tilldelar dem.</translation>
    </message>
    <message>
        <source>{user}: {roles}</source>
        <translation>{user}: {roles}</translation>
    </message>
    <message>
        <source>{who} is editing this scene</source>
        <translation>{who} redigerar den här drogscenen</translation>
    </message>
    <message>
        <source>“{bands}” are no distance bands: give distances above 0 in rising order, such as 250, 500, 1000.</source>
        <translation>”{bands}” är inga avståndsband: ange avstånd större än 0 i stigande ordning, till exempel 250, 500, 1000.</translation>
    </message>
    <message>
        <source>“{distances}” are no distances: give numbers of 0 or more, where 0 is inside.</source>
        <translation>”{distances}” är inga avstånd: ange tal från 0 och uppåt, där 0 är inuti.</translation>
    </message>
    <message>
        <source>“{division}” names no division: write this, previous, or a day such as 2023-10-01.</source>
        <translation>”{division}” är ingen indelning: skriv this, previous eller en dag som 2023-10-01.</translation>
    </message>
    <message>
        <source>“{language}” is not a language of the package. Use: {known}.</source>
        <translation>”{language}” är inget av paketets språk. Använd: {known}.</translation>
    </message>
    <message>
        <source>“{name}” ({id}) has the outline that “{previous_name}” ({previous_id}) had in the round before: has its id changed?</source>
        <translation>”{name}” ({id}) har den avgränsning som ”{previous_name}” ({previous_id}) hade i föregående kartläggning: har dess id ändrats?</translation>
    </message>
    <message>
        <source>“{name}” ({scene}) lies {distance_m} m from where the scene of that id was in the round before: was its id copied?</source>
        <translation>”{name}” ({scene}) ligger {distance_m} m från där drogscenen med det id:t låg i föregående kartläggning: har dess id kopierats?</translation>
    </message>
    <message>
        <source>“{name}” and “{other}” have nearly the same outline ({percent} % in common).</source>
        <translation>”{name}” och ”{other}” har nästan samma avgränsning ({percent} % gemensamt).</translation>
    </message>
    <message>
        <source>“{name}” and “{other}” have the same outline.</source>
        <translation>”{name}” och ”{other}” har samma avgränsning.</translation>
    </message>
    <message>
        <source>“{name}” and “{other}” overlap by {area_m2} m² ({percent} % of the smaller).</source>
        <translation>”{name}” och ”{other}” överlappar med {area_m2} m² ({percent} % av den mindre).</translation>
    </message>
    <message>
        <source>“{name}” descends from itself: {predecessors}.</source>
        <translation>”{name}” härleds från sig själv: {predecessors}.</translation>
    </message>
    <message>
        <source>“{name}” has an empty outline.</source>
        <translation>”{name}” har en tom avgränsning.</translation>
    </message>
    <message>
        <source>“{name}” has codes for {tags} that are not in their list: {value}.</source>
        <translation>”{name}” har koder för {tags} som inte finns i sin lista: {value}.</translation>
    </message>
    <message>
        <source>“{name}” has holes that look like slivers ({count}; the largest has {area_m2} m²).</source>
        <translation>”{name}” har hål som ser ut som flisor ({count}; det största är {area_m2} m²).</translation>
    </message>
    <message>
        <source>“{name}” has no outline.</source>
        <translation>”{name}” har ingen avgränsning.</translation>
    </message>
    <message>
        <source>“{name}” has parts that look like slivers ({count}; the largest has {area_m2} m²).</source>
        <translation>”{name}” har delar som ser ut som flisor ({count}; den största är {area_m2} m²).</translation>
    </message>
    <message>
        <source>“{name}” has personal data ({kinds}) in: {fields} – {masked}.</source>
        <translation>”{name}” har personuppgifter ({kinds}) i: {fields} – {masked}.</translation>
    </message>
    <message>
        <source>“{name}” has the category {value}, which is not in the list ({known}).</source>
        <translation>”{name}” har kategorin {value}, som inte finns i listan ({known}).</translation>
    </message>
    <message>
        <source>“{name}” has the outline of “{other}” ({status}): the same place under two ids?</source>
        <translation>”{name}” har samma avgränsning som ”{other}” ({status}): samma plats med två id?</translation>
    </message>
    <message>
        <source>“{name}” has the status: {status}, but its answers say: {verdict} (by {criteria}).</source>
        <translation>”{name}” har status: {status}, men svaren säger: {verdict} (genom {criteria}).</translation>
    </message>
    <message>
        <source>“{name}” is to be judged: it was taken off the list on {date} ({role}, {by}).</source>
        <translation>”{name}” ska bedömas: den avfördes {date} ({role}, {by}).</translation>
    </message>
    <message>
        <source>“{name}” is undecided, although its answers say: {verdict} (by {criteria}).</source>
        <translation>”{name}” är oavgjord, fast svaren säger: {verdict} (genom {criteria}).</translation>
    </message>
    <message>
        <source>“{name}” is undecided: neither {definition} nor the de-listing rule is met, because of {criteria}.</source>
        <translation>”{name}” är oavgjord: varken {definition} eller avklassningsregeln är uppfylld, på grund av {criteria}.</translation>
    </message>
    <message>
        <source>“{name}” is undecided: not answered for {definition}: {criteria}.</source>
        <translation>”{name}” är oavgjord: svar saknas för {definition}: {criteria}.</translation>
    </message>
    <message>
        <source>“{name}” is unusually large: {area_m2} m² (usual up to {limit_m2} m²).</source>
        <translation>”{name}” är ovanligt stor: {area_m2} m² (vanligt upp till {limit_m2} m²).</translation>
    </message>
    <message>
        <source>“{name}” is unusually small: {area_m2} m² (usual from {limit_m2} m²).</source>
        <translation>”{name}” är ovanligt liten: {area_m2} m² (vanligt från {limit_m2} m²).</translation>
    </message>
    <message>
        <source>“{name}” lacks answers that {definition} or the de-listing rule asks for: {criteria}.</source>
        <translation>”{name}” saknar svar som {definition} eller avklassningsregeln kräver: {criteria}.</translation>
    </message>
    <message>
        <source>“{name}” lacks: {tags}.</source>
        <translation>”{name}” saknar: {tags}.</translation>
    </message>
    <message>
        <source>“{name}” lies in a gap between areas ({level}); {distance_m} m to the nearest: {nearest}.</source>
        <translation>”{name}” ligger i en glipa mellan områden ({level}); {distance_m} m till närmaste: {nearest}.</translation>
    </message>
    <message>
        <source>“{name}” lies in more than one local police area ({shares}); it is assigned to {area}.</source>
        <translation>”{name}” ligger i mer än ett lokalpolisområde ({shares}); den hör till {area}.</translation>
    </message>
    <message>
        <source>“{name}” lies in more than one municipality ({shares}); it is assigned to {area}.</source>
        <translation>”{name}” ligger i mer än en kommun ({shares}); den hör till {area}.</translation>
    </message>
    <message>
        <source>“{name}” lies in no area ({level}); {distance_m} m to the nearest: {nearest}.</source>
        <translation>”{name}” ligger inte i något område ({level}); {distance_m} m till närmaste: {nearest}.</translation>
    </message>
    <message>
        <source>“{name}” lies outside the county, {distance_m} m from the nearest: {nearest}.</source>
        <translation>”{name}” ligger utanför länet, {distance_m} m från närmaste: {nearest}.</translation>
    </message>
    <message>
        <source>“{name}” names predecessors that stand in no round: {predecessors}.</source>
        <translation>”{name}” anger föregångare som inte finns i någon kartläggning: {predecessors}.</translation>
    </message>
    <message>
        <source>“{name}” stands open, but was taken off the list on {date} ({role}, {by}).</source>
        <translation>”{name}” står som öppen men avfördes {date} ({role}, {by}).</translation>
    </message>
    <message>
        <source>“{name}” was classified as an open drug scene on {date} ({role}, {by}), but is not on the list.</source>
        <translation>”{name}” klassades som öppen drogscen {date} ({role}, {by}) men är inte med.</translation>
    </message>
    <message>
        <source>“{reason_code}” is no reason for the link {link} ({kind}). Reasons there: {known}.</source>
        <translation>”{reason_code}” är inget skäl för länken {link} ({kind}). Skäl där: {known}.</translation>
    </message>
    <message>
        <source>“{round}” cannot be a round&apos;s label: use 1 to 32 letters, digits, dots, hyphens or underscores, such as 2023-11.</source>
        <translation>”{round}” kan inte vara en kartläggnings beteckning: använd 1 till 32 bokstäver, siffror, punkter, bindestreck eller understreck, till exempel 2023-11.</translation>
    </message>
    <message>
        <source>“{scene}” cannot be a scene&apos;s id: use 1 to 64 characters without ; and |.</source>
        <translation>”{scene}” kan inte vara en drogscens id: använd 1 till 64 tecken utan ; och |.</translation>
    </message>
    <message>
        <source>“{scene}” lies in {code}: the file was checked out to edit scenes in {own} alone.</source>
        <translation>”{scene}” ligger i {code}: filen checkades ut för att redigera drogscener bara i {own}.</translation>
    </message>
    <message>
        <source>“{scene}” lies in {code}: {user} may {act} in {own} alone.</source>
        <translation>”{scene}” ligger i {code}: {user} får {act} bara i {own}.</translation>
    </message>
    <message>
        <source>“{scene}” was split off or merged from a scene whose edits stay in the file.</source>
        <translation>”{scene}” har delats av eller slagits samman från en drogscen vars ändringar står kvar i filen.</translation>
    </message>
    <message>
        <source>“{schema}” cannot be the schema of the store {location}: use up to 31 lower-case letters a to z, digits and underscores, a letter first.</source>
        <translation>”{schema}” kan inte vara schema för databasen {location}: använd högst 31 små bokstäver a till z, siffror och understreck, en bokstav först.</translation>
    </message>
    <message>
        <source>“{unit}” is not on the pages of round {round}. Known are, among others: {known}.</source>
        <translation>”{unit}” finns inte på sidorna för kartläggning {round}. Kända är bland andra: {known}.</translation>
    </message>
    <message>
        <source>… and many more: is this the answer to a question?</source>
        <translation>… och många fler: är detta svaret på en fråga?</translation>
    </message>
    <message>
        <source>… and {number} more.</source>
        <translation>… och {number} till.</translation>
    </message>
</context>
</TS>
