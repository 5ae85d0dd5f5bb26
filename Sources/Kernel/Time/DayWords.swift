import Texts

/// The words of a language that dates are told with: the one table of them.
///
/// Words are as `TextFolding` stores them once they are read, so case and accents do not matter.
struct DayWords: Sendable {
  /// What stands for now.
  let now: [String]
  /// Days by how many after today they are.
  let days: [Int64: [String]]
  /// Monday first.
  let weekdays: [[String]]
  let last: [String]
  let this: [String]
  let next: [String]
  let units: [LengthUnit: [String]]
  /// What stands before or after a length of time that is still to come, or over.
  let ahead: [String]
  let ago: [String]
  let one: [String]
  /// What may stand anywhere and means nothing.
  let fillers: [String]
  /// The last days of periods.
  var ends: [CalendarUnit: [String]] = [:]

  /// What people count in.
  enum LengthUnit: CaseIterable {
    case minute, hour, day, week, month, year

    /// The unit of the calendar that it is, if it is one of several days.
    var period: CalendarUnit? {
      switch self {
      case .minute, .hour, .day: nil
      case .week: .week
      case .month: .month
      case .year: .year
      }
    }
  }

  static let english = DayWords(
    now: ["now"],
    days: [
      0: ["today"], 1: ["tomorrow"], -1: ["yesterday"], 2: ["day after tomorrow"],
      -2: ["day before yesterday"],
    ],
    weekdays: [
      ["monday", "mon"], ["tuesday", "tue", "tues"], ["wednesday", "wed"],
      ["thursday", "thu", "thur", "thurs"], ["friday", "fri"], ["saturday", "sat"],
      ["sunday", "sun"],
    ],
    last: ["last", "past"], this: ["this"], next: ["next"],
    units: [
      .minute: ["minute", "minutes", "min"], .hour: ["hour", "hours"], .day: ["day", "days"],
      .week: ["week", "weeks"], .month: ["month", "months"], .year: ["year", "years"],
    ],
    ahead: ["in"], ago: ["ago"], one: ["a", "an", "one"], fillers: ["at", "on", "the"],
    ends: [
      .week: ["eow", "end of week"], .month: ["eom", "end of month"],
      .year: ["eoy", "end of year"],
    ])

  /// The words of the languages besides English, by their codes.
  static let others: [String: DayWords] = [
    "de": german, "es": spanish, "nl": dutch, "ru": russian,
  ]

  private static let german = DayWords(
    now: ["jetzt"],
    days: [0: ["heute"], 1: ["morgen"], -1: ["gestern"], 2: ["übermorgen"], -2: ["vorgestern"]],
    weekdays: [
      ["Montag", "Mo"], ["Dienstag", "Di"], ["Mittwoch", "Mi"], ["Donnerstag", "Do"],
      ["Freitag", "Fr"], ["Samstag", "Sonnabend", "Sa"], ["Sonntag", "So"],
    ],
    last: ["letzter", "letzten", "letzte", "letztes", "vorige", "vorigen"],
    this: ["dieser", "diesen", "diese", "dieses"],
    next: ["nächster", "nächsten", "nächste", "nächstes"],
    units: [
      .minute: ["Minute", "Minuten"], .hour: ["Stunde", "Stunden"],
      .day: ["Tag", "Tage", "Tagen"], .week: ["Woche", "Wochen"],
      .month: ["Monat", "Monate", "Monaten"], .year: ["Jahr", "Jahre", "Jahren"],
    ],
    ahead: ["in"], ago: ["vor"], one: ["ein", "eine", "einem", "einer"],
    fillers: ["am", "um", "den", "der"],
    ends: [
      .week: ["Ende der Woche"], .month: ["Monatsende", "Ende des Monats"],
      .year: ["Jahresende", "Ende des Jahres"],
    ])

  private static let spanish = DayWords(
    now: ["ahora"],
    days: [
      0: ["hoy"], 1: ["mañana"], -1: ["ayer"], 2: ["pasado mañana"], -2: ["anteayer"],
    ],
    weekdays: [
      ["lunes"], ["martes"], ["miércoles"], ["jueves"], ["viernes"], ["sábado"], ["domingo"],
    ],
    last: ["pasado", "pasada", "último", "última"], this: ["este", "esta"],
    next: ["próximo", "próxima", "siguiente", "que viene"],
    units: [
      .minute: ["minuto", "minutos"], .hour: ["hora", "horas"], .day: ["día", "días"],
      .week: ["semana", "semanas"], .month: ["mes", "meses"], .year: ["año", "años"],
    ],
    ahead: ["en", "dentro de"], ago: ["hace"], one: ["un", "una"],
    fillers: ["el", "la", "las", "a"],
    ends: [
      .week: ["final de la semana"], .month: ["fin de mes", "final de mes"],
      .year: ["fin de año", "final de año"],
    ])

  private static let dutch = DayWords(
    now: ["nu"],
    days: [
      0: ["vandaag"], 1: ["morgen"], -1: ["gisteren"], 2: ["overmorgen"], -2: ["eergisteren"],
    ],
    weekdays: [
      ["maandag", "ma"], ["dinsdag", "di"], ["woensdag", "wo"], ["donderdag", "do"],
      ["vrijdag", "vr"], ["zaterdag", "za"], ["zondag", "zo"],
    ],
    last: ["vorige", "vorig", "afgelopen"], this: ["deze", "dit"],
    next: ["volgende", "volgend"],
    units: [
      .minute: ["minuut", "minuten"], .hour: ["uur", "uren"], .day: ["dag", "dagen"],
      .week: ["week", "weken"], .month: ["maand", "maanden"], .year: ["jaar", "jaren"],
    ],
    ahead: ["over"], ago: ["geleden"], one: ["een"], fillers: ["om", "op"],
    ends: [
      .week: ["eind van de week", "einde van de week"],
      .month: ["eind van de maand", "einde van de maand"],
      .year: ["eind van het jaar", "einde van het jaar"],
    ])

  private static let russian = DayWords(
    now: ["сейчас"],
    days: [
      0: ["сегодня"], 1: ["завтра"], -1: ["вчера"], 2: ["послезавтра"], -2: ["позавчера"],
    ],
    weekdays: [
      ["понедельник", "пн"], ["вторник", "вт"], ["среда", "среду", "ср"], ["четверг", "чт"],
      ["пятница", "пятницу", "пт"], ["суббота", "субботу", "сб"],
      ["воскресенье", "вс"],
    ],
    last: [
      "прошлый", "прошлая", "прошлую", "прошлое", "прошлой", "прошлом",
    ],
    this: ["этот", "эта", "эту", "это", "этой", "этом"],
    next: [
      "следующий", "следующая", "следующую", "следующее", "следующей", "следующем",
    ],
    units: [
      .minute: ["минуту", "минуты", "минут"], .hour: ["час", "часа", "часов"],
      .day: ["день", "дня", "дней"], .week: ["неделя", "неделю", "недели", "недель", "неделе"],
      .month: ["месяц", "месяца", "месяцев", "месяце"], .year: ["год", "года", "лет", "году"],
    ],
    ahead: ["через"], ago: ["назад"], one: ["один", "одну"], fillers: ["в", "во", "на"],
    ends: [
      .week: ["конец недели", "конце недели"], .month: ["конец месяца", "конце месяца"],
      .year: ["конец года", "конце года"],
    ])
}
