import Kernel
import Texts

/// Functions, words, and what a desk's plugins declare.
extension EditorTypes {
  /// A function with what it does, takes and gives.
  mutating func write(_ function: APIFunction) {
    guard !function.name.hasPrefix("desk.") else { return }
    writeTables(of: function.parameters, function.name.replacing(":", with: "."))
    blank()
    comment(function.summary)
    comment("")
    comment(EditorTypes.place(of: function))
    comment("```lua\n\(function.example)\n```")
    let owner = function.name.replacing(":", with: ".")
    for part in function.parameters {
      let (name, isOptional) = (EditorTypes.name(of: part), EditorTypes.isOptional(part))
      add(
        "---@param \(name)\(isOptional ? "?" : "") \(typeText(of: part, in: owner))"
          + EditorTypes.remark(part.words))
    }
    writeResult(function.gives)
    if function.name == "docket.after" {
      let handler = "fn: fun(change: docket.DeskChange)"
      add("---@overload fun(event: docket.Event, \(handler), o?: docket.after.o)")
    }
    let names = function.parameters.map(EditorTypes.name).joined(separator: ", ")
    add("function \(EditorTypes.path(of: function))(\(names)) end")
  }

  private mutating func writeResult(_ gives: APIResult) {
    guard gives.type != nil || !gives.description.hasPrefix("nothing") else { return }
    let type = gives.type.map { EditorType.text($0) } ?? "any"
    let isOptional = gives.type?.isOptional ?? false
    let mark = gives.canFail || isOptional ? "?" : ""
    // A union that may be nil is said as one more of its types.
    let whole = mark.isEmpty ? type : type.contains("|") ? "\(type)|nil" : "\(type)?"
    add("---@return \(whole)\(EditorTypes.remark(gives.description))")
    if gives.canFail {
      add("---@return docket.Refusal? problem # why it was not done")
    }
  }

  private static func place(of function: APIFunction) -> String {
    let places = Lane.allCases.filter(function.lanes.contains).map(\.words.description)
    let needs = function.permission.map { " Needs the permission `\($0.rawValue)`." } ?? ""
    return "Works \(places.joined(separator: "; ")).\(needs)"
  }

  /// `function docket.tickets.get`, or a method of the variable that stands for the value.
  private static func path(of function: APIFunction) -> String {
    guard let colon = function.name.firstIndex(of: ":") else { return function.name }
    return variable(of: String(function.name[..<colon])) + function.name[colon...]
  }

  static func name(of part: APIPart) -> String {
    if part.isRepeated { return "..." }
    if part.name.isEmpty { return "keys" }
    return isName(part.name) ? part.name : "\(part.name)_"
  }

  private static func isOptional(_ part: APIPart) -> Bool {
    switch part.type {
    case .optional: true
    case .keys(let keys): !part.name.isEmpty && !keys.contains(where: \.isRequired)
    default: false
    }
  }
}

/// Names that are known: events, fields, and what plugins of a desk add.
extension EditorTypes {
  mutating func writeWords() {
    for (name, words) in [
      ("docket.None", "docket.none, which empties a field"),
      ("docket.Words", "what docket.tr gives: a text that is rendered in each reader's language"),
      ("docket.Secret", "a secret of the settings, which nothing shows"),
    ] {
      blank()
      comment(words)
      add("---@class \(name)")
    }
    writeAlias("docket.Event", events, "timer.NAME, and what plugins of another desk add")
    let names = TicketField.shown.map { ($0.rawValue, "") } + registry.fields.map(EditorTypes.named)
    writeAlias("docket.FieldName", names, "what plugins of another desk declare")
  }

  private mutating func writeAlias(
    _ name: String, _ words: [(String, String)], _ others: String,
  ) {
    blank()
    add("---@alias \(name)")
    for (word, meaning) in words {
      add("---| \(EditorType.quoted(word))\(EditorTypes.remark(meaning))")
    }
    add("---| string\(EditorTypes.remark(others))")
  }

  private var events: [(String, String)] {
    APITopic.events.members.flatMap { member -> [(String, String)] in
      if member.name == "ticket.ACTION" {
        return registry.actions.map { ("ticket.\($0.name)", "of the plugin \($0.plugin)") }
      }
      if member.name == "field.NAME" {
        let names = TicketField.shown.map(\.rawValue) + registry.fields.map(\.name)
        return names.map { ("field.\($0)", "a change that edits it") }
      }
      if let event = DeskEvent(member.name), event.action == "ACTION" {
        return (event.group.actions + ["*"]).map { ("\(event.group.rawValue).\($0)", member.words) }
      }
      return member.name.contains("NAME") ? [] : [(member.name, member.words)]
    }
  }

  private static func named(_ field: FieldSpec) -> (String, String) {
    (field.name, "of the plugin \(field.plugin)")
  }

  /// The tables of fields: as they are read, and as they are set.
  mutating func writeFields() {
    writeFields("docket.Fields", registry.fields, "fields of plugins, by name")
    writeFields(
      "docket.PersonFields", registry.personFields ?? [],
      "the fields that plugins declare of people")
    blank()
    comment("fields to edit, { name = value }")
    add("---@class docket.Edits")
    for part in VerbUsage.of(.create).keys(.reacting)
    where TicketField(rawValue: part.name) != nil {
      field(part.name, EditorType.text(part.type), isOptional: true, part.words)
    }
    for spec in registry.fields { setting(spec) }
    add("---@field [string] any")
  }

  private mutating func writeFields(_ name: String, _ specs: [FieldSpec], _ words: String) {
    blank()
    comment(words)
    add("---@class \(name)")
    for spec in specs {
      field(
        spec.name, EditorType.text(of: spec), isOptional: !spec.isMany,
        EditorTypes.named(spec).1)
    }
    add("---@field [string] any")
  }

  /// What a custom field, or an action's parameter, can be set to.
  private mutating func setting(_ spec: FieldSpec, isOptional: Bool = true) {
    let lengths = spec.kind == .duration ? "|string" : ""
    let lists = spec.isMany ? "|docket.Elements" : ""
    field(
      spec.name, "\(EditorType.text(of: spec))\(lengths)\(lists)|docket.None",
      isOptional: isOptional, "of the plugin \(spec.plugin)")
  }

  /// The actions that a desk's plugins add, as functions and as methods of a ticket.
  mutating func writeActions() {
    for action in registry.actions {
      let table = "docket.tickets.\(action.name).args"
      blank()
      add("---@class \(table)")
      for part in VerbUsage.keys(of: action, at: .reacting) {
        if let spec = action.params.first(where: { $0.name == part.name }) {
          setting(spec, isOptional: !spec.isRequired)
        } else {
          field(part.name, EditorType.text(part.type), isOptional: true, part.words)
        }
      }
      for (path, first) in [
        ("docket.tickets.\(action.name)", "id, "),
        ("\(EditorTypes.variable(of: "ticket")):\(action.name)", ""),
      ] {
        blank()
        comment(
          "an action of the plugin \(action.plugin); needs the permission `\(action.permission)`")
        if !first.isEmpty { add("---@param id integer # the ticket") }
        add("---@param args? \(table)")
        add("---@return docket.Result?")
        add("---@return docket.Refusal? problem # why it was not done")
        add("function \(path)(\(first)args) end")
      }
    }
  }
}

extension APIType {
  fileprivate var isOptional: Bool {
    if case .optional = self { true } else { false }
  }
}
