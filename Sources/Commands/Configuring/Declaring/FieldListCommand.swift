import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket field list`: the declared fields.
struct FieldListCommand: DeclarationListing {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the fields that plugins and the desk itself declare.",
    discussion: """
      The plugin desk is the desk's own. docket help fields lists what every ticket has.

      Examples:
        docket field list
        docket field list --json
      """)

  @OptionGroup var global: GlobalOptions

  func declarations(in session: DeskSession) -> [DeclaredField] { session.declaredFields }

  func columns(in session: DeskSession) -> [DeclarationColumn<DeclaredField>] {
    func page(_ field: DeclaredField) -> FieldPage { FieldPage(field, in: session) }
    return [
      DeclarationColumn("name", .init(Text.columnName)) { .string($0.spec.name) },
      DeclarationColumn("on", .init(Text.columnOf), words: { page($0).ownerWords }) {
        .string(page($0).owner)
      },
      DeclarationColumn("type", .init(Text.columnType)) { .string(page($0).type) },
      DeclarationColumn("plugin", .init(Text.columnPlugin)) { .string($0.spec.plugin) },
      DeclarationColumn("label", .init(Text.columnWhat, isFlexible: true)) {
        .string(page($0).label ?? "")
      },
    ]
  }

  func json(of field: DeclaredField, in session: DeskSession) -> JSON {
    FieldPage(field, in: session).json
  }
}

/// `docket field show`: all that is said of a field.
struct FieldShowCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what a field is, and how many have a value in it.",
    discussion: """
      Examples:
        docket field show severity
      """)

  @Argument(help: "The field.", completion: .source(.declaredFields)) var name: String
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    try session.requireStaff()
    guard let field = session.declaredFields.first(where: { $0.spec.name == name }) else {
      throw Failure.missing(.field, name, among: session.declaredFields.map(\.spec.name))
    }
    let surface = output.standard
    let page = FieldPage(field, in: session)
    let head = field.isOfPeople ? Text.headPeople : Text.columnTickets
    let count = try session.count(of: field)
    let counted = field.isOfPeople ? "people" : "tickets"
    guard !output.isJSON else {
      return try output.write(
        .object((page.json.members ?? []) + [(counted, .integer(Int64(count)))]))
    }
    try output.write(
      PairList(page.pairs(on: surface) + [(surface.words(head), "\(count)")])
        .lines(on: surface))
  }
}

extension Failure {
  /// There is nothing of that kind and name.
  static func missing(
    _ kind: DeclarationEdit.Kind, _ name: String, among known: [String],
  ) -> Failure {
    Failure(
      .notFound,
      Text.madeMissing(
        kind: kind.thing, name: name, hint: Text.nearest(nearestName(to: name, among: known))))
  }
}

/// What is said of a field, by the keys of the Lua API.
struct FieldPage {
  private let field: DeclaredField
  let label: String?
  private let about: String?
  private let placeholder: String?
  private let groupLabel: String?
  /// Its conditions, as far as who asks may know what they speak of.
  private let requiredIf: String?
  private let showIf: String?

  init(_ field: DeclaredField, in session: DeskSession) {
    self.field = field
    label = session.label(of: "field", named: field.spec.name)
    about = session.label(of: "help", named: field.spec.name)
    placeholder = session.label(of: "placeholder", named: field.spec.name)
    groupLabel = field.spec.group.flatMap { session.label(of: "group", named: $0) }
    requiredIf = session.seen(field.spec.requiredIf)
    showIf = session.seen(field.spec.showIf)
  }

  private var spec: FieldSpec { field.spec }
  var owner: String { field.isOfPeople ? "person" : "ticket" }
  /// Whose field it is, for people.
  var ownerWords: Text { Text(name: owner, of: .thing) }
  var type: String { spec.isMany ? "\(spec.kind.rawValue)[]" : spec.kind.rawValue }

  /// Each key with its value, those that say nothing left out.
  var json: JSON {
    let members: [(String, JSON?)] = [
      ("name", .string(spec.name)), ("on", .string(owner)), ("type", .string(spec.kind.rawValue)),
      ("many", .boolean(spec.isMany)), ("plugin", .string(spec.plugin)),
      ("label", JSON.saying(label)), ("about", JSON.saying(about)),
      ("placeholder", JSON.saying(placeholder)), ("order", spec.order.map(JSON.integer)),
      ("group", JSON.saying(spec.group)), ("group_label", JSON.saying(groupLabel)),
      ("ask", spec.ask.map(JSON.boolean)),
      ("types", spec.types.isEmpty ? nil : .array(spec.types.map(JSON.string))),
      ("choices", choices), ("among", JSON.saying(spec.among)), ("default", standard),
      ("between", bounds),
      ("length", spec.length.isEmpty ? nil : .array(spec.length.map { .integer(Int64($0)) })),
      ("pattern", JSON.saying(spec.pattern)), ("required", .boolean(spec.isRequired)),
      ("required_if", JSON.saying(requiredIf)), ("show_if", JSON.saying(showIf)),
      ("view", JSON.saying(spec.viewPermission)), ("edit", JSON.saying(spec.editPermission?.word)),
      ("computed", .boolean(spec.isComputed)), ("acyclic", spec.acyclic.map(JSON.boolean)),
      ("sum", spec.sum.map(JSON.boolean)),
    ]
    return .object(members.compactMap { key, value in value.map { (key, $0) } })
  }

  /// The same for people: what does not hold is left out.
  func pairs(on surface: Surface) -> [(String, String)] {
    (json.members ?? []).compactMap { key, value in
      if key == "choices" { return (key, choiceWords) }
      if key == "on" { return (key, surface.words(ownerWords)) }
      return FieldPage.words(value, on: surface).map { (key, $0) }
    }
  }

  private static func words(_ value: JSON, on surface: Surface) -> String? {
    switch value {
    case .string(let text): text
    case .integer(let number): "\(number)"
    case .boolean(let holds): holds ? surface.words(Text.wordYes) : nil
    case .array(let items): items.compactMap { words($0, on: surface) }.joined(separator: ", ")
    case .null, .object: nil
    }
  }

  /// The choices by type of ticket, `*` for every type.
  private var choices: JSON? {
    guard !spec.choices.isEmpty else { return nil }
    return .object(
      spec.choices.sorted { $0.key < $1.key }.map { type, names in
        (type, .array(names.map(JSON.string)))
      })
  }

  private var choiceWords: String {
    spec.choices.sorted { $0.key < $1.key }.map { type, names in
      let list = names.joined(separator: ", ")
      return type == "*" ? list : "\(type): \(list)"
    }.joined(separator: "\n")
  }

  private var standard: JSON? {
    guard let value = spec.standard else { return nil }
    if case .integer(let length) = value, spec.kind == .duration {
      return .string("\(TimeSpan(milliseconds: length))")
    }
    return .string(value.plainText)
  }

  private var bounds: JSON? {
    guard let least = spec.least, let most = spec.most else { return nil }
    return .array(
      [least, most].map { bound -> JSON in
        spec.kind == .duration
          ? .string("\(TimeSpan(milliseconds: Int64(bound)))")
          : Int64(exactly: bound).map { JSON.integer($0) } ?? .string("\(bound)")
      })
  }
}
