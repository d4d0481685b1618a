/** Words that join others and say nothing of what a question is about. Negation is not among them: it is read first. */
export const functionWords: ReadonlySet<string> = new Set(
  `a about above against concerning especially found further moreover otherwise particular particularly regarding actually after again ago all almost along already also although always am among an and another any anybody anyone
  anything anyway are aren around as ask asked asking at away b back be became because become been before being below
  besides better between both but by c call called can cannot cant come could couldn d did didn different do does
  doesn doing don done dont down due during each either else enough etc even ever every everything few find first for from
  further gave get gets getting give given go goes going gone got had hadn has hasn have haven having he hear heard her here hers
  herself him himself his how however i id if ill im in instead into is isn it its itself ive just keep kind know known last
  later least less let like likely list ll lot m made make makes making many may maybe me mean might mine more most much must my
  myself name near need needs never next no nor not now o of off often oh ok okay old on once one only onto or other
  others our ours out over own per perhaps please possible possibly put quite r rather re really s said same say says
  see seem seems seen several shall she should shouldn show since so some somebody someone something sometimes soon still such
  sure t take taken takes taking tell than thank thanks that the their theirs them themselves then there therefore these they thing
  things think this those though through thus to together told too took toward try trying u under until up upon ur us use used
  uses using usually ve very via want wanted wants was wasn way we well went were weren what whatever when where whether which
  while who whole whom whose why will with within without won wondering would wouldn y yes yet you your yours yourself`
    .trim()
    .split(/\s+/),
)

/** Words of persons, time and talk: seldom what a question is about, though they may stand in an answer. */
export const weakWords: ReadonlySet<string> = new Set(
  `knowledge page product request search site suitable website advice answer anymore available aunt baby boy boyfriend bad best brother case child children concern concerned consider
  currently dad daughter day days describe described difference doctor doctors dr effective example experience explain fact father
  feel feeling feels felt friend friends girl girlfriend good grandfather grandmother great happen happened happens help helpful hour
  hours hubby husband idea include includes including info information interested involved issue issues kid kids learn level long
  look looking main man matter medical medication medications medicine men minutes mom month months mother mum nephew new niece
  normal part parents partner past patient patients people person physician problem problems provide question questions read
  reason recently recommend recommended related relation result results role self sister situation son specialist
  specific start started stop suffer suffering suggest suggestions talk teenager time times today type types uncle
  wife woman women wonder work works worried worse year years yesterday young`
    .trim()
    .split(/\s+/),
)
