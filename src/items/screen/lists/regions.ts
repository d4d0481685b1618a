import { wordList } from './word-list.ts'

/*
 * Countries, states and continents, which the rule allows, and large cities, which it does not. Written from general
 * knowledge; names of several words go by their first.
 */

/** First words of names of countries, of states of the USA and of larger regions: no place smaller than a state. */
export const largeRegions = wordList(`
Afghanistan Africa Alabama Alaska Albania Algeria America Americas Andorra Angola Antarctica Arabia Argentina Arizona
Arkansas Armenia Asia Australia Austria Azerbaijan Bahamas Bahrain Bangladesh Barbados Belarus Belgium Belize Benin
Bhutan Bolivia Bosnia Botswana Brazil Britain Bulgaria Burundi California Cambodia Cameroon Canada Caribbean Catalonia
Central Chad Chile China Colombia Colorado Congo Connecticut Costa Croatia Cuba Cyprus Czech Czechia Delaware Denmark
Dominican East Eastern Ecuador Egypt Eire El England Eritrea Estonia Ethiopia EU Europe Fiji Finland Florida France
Gabon Gambia Georgia Germany Ghana Great Greece Greenland Guatemala Guinea Guyana Haiti Hawaii Honduras Hong Hungary
Iceland Idaho Illinois India Indiana Indonesia Iowa Iran Iraq Ireland Israel Italy Ivory Jamaica Japan Jordan Kansas
Kazakhstan Kentucky Kenya Korea Kosovo Kuwait Laos Latin Latvia Lebanon Lesotho Liberia Libya Lithuania Louisiana
Luxembourg Madagascar Maine Malawi Malaysia Maldives Mali Malta Maryland Massachusetts Mauritania Mauritius Mexico
Michigan Middle Minnesota Mississippi Missouri Moldova Mongolia Montana Montenegro Morocco Mozambique Myanmar Namibia
Nebraska Nepal Netherlands Nevada New Nicaragua Niger Nigeria North Northern Norway Oceania Ohio Oklahoma Oman Oregon
Pakistan Palestine Panama Papua Paraguay Pennsylvania Peru Philippines Poland Portugal Puerto Qatar Rhode Romania Russia
Rwanda Samoa Saudi Scandinavia Scotland Senegal Serbia Sierra Singapore Slovakia Slovenia Somalia South Southeast Southern
Spain Sri Sub-Saharan Sudan Suriname Sweden Switzerland Syria Taiwan Tajikistan Tanzania Tennessee Texas Thailand Togo
Tonga Trinidad Tunisia Turkey Türkiye Turkmenistan UAE Uganda UK Ukraine United Uruguay US USA Utah Uzbekistan Vanuatu
Venezuela Zealand Jersey Hampshire Carolina Dakota Macedonia Island Kingdom States York Rica Republic Lanka Leone Coast Emirates Union Kong Caledonia Arab Midlands Bank Vermont Vietnam Virginia Wales Washington West Western Wisconsin Wyoming Yemen Zambia Zimbabwe`)

/** Words that begin names of large regions and of small places alike. */
export const directions = wordList(
  'Central East Eastern Great Middle New North Northern South Southeast Southern West Western',
)

/** Cities that texts name most, of the USA, Canada, the UK, Ireland and the EU. */
export const cities = wordList(`
Aberdeen Albuquerque Amsterdam Antwerp Athens Atlanta Austin Baltimore Barcelona Bath Belfast Berlin Birmingham Bologna
Bordeaux Boston Bradford Bratislava Bremen Brighton Bristol Brooklyn Brussels Bucharest Budapest Buffalo Calgary Cambridge
Cardiff Charlotte Chicago Cincinnati Cleveland Cologne Columbus Copenhagen Cork Coventry Dallas Denver Derby Detroit
Dortmund Dresden Dublin Dundee Durham Düsseldorf Edinburgh Edmonton Exeter Florence Frankfurt Galway Gdansk Geneva Genoa
Ghent Glasgow Gothenburg Granada Graz Hamburg Hanover Hannover Helsinki Honolulu Houston Hull Indianapolis Jacksonville
Köln Krakow Lausanne Leeds Leicester Leipzig Lille Limerick Lisbon Liverpool London Louisville Lyon Madrid Malaga Malmö
Manchester Marseille Memphis Miami Milan Milwaukee Minneapolis Montreal Munich München Nantes Naples Nashville Newark
Newcastle Newport Nice Norwich Nottingham Nürnberg Oakland Omaha Orlando Oslo Ottawa Oxford Palermo Paris Philadelphia
Phoenix Pittsburgh Plymouth Porto Portland Portsmouth Prague Preston Reading Richmond Rome Rotterdam Sacramento Salford
Salzburg Seattle Seville Sheffield Sofia Southampton Springfield Stockholm Strasbourg Stuttgart Sunderland Swansea
Tallinn Tampa Toronto Toulouse Tucson Tulsa Turin Utrecht Valencia Vancouver Venice Vienna Vilnius Warsaw Wien Winnipeg
Wolverhampton Worcester York Zagreb Zurich Zürich`)

/** Letters that postcodes of the United Kingdom begin with. */
export const ukPostcodeAreas = wordList(`
AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU
HA HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO
PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE`)

/** Two-letter codes of the states of the USA and its capital. */
export const usStateCodes =
  'AL|AK|AZ|AR|CA|CO|CT|DC|DE|FL|GA|HI|IA|ID|IL|IN|KS|KY|LA|MA|MD|ME|MI|MN|MO|MS|MT|NC|ND|NE|NH|NJ|NM|NV|NY|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VA|VT|WA|WI|WV|WY'
