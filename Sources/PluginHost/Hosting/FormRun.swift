import Kernel
import Lua
import Texts

/// What a form is answered with, and by whom.
package struct FormRun {
  package let form: FormSpec
  /// By field, as the form's fields read them.
  package let answers: [String: Value]
  package let person: Person
  package let isDryRun: Bool
  /// The language in which the person asked to be answered; `nil` for their own.
  package let language: Language?
  let desk: any DeskReading

  /// Takes the desk as the transaction has it in which the answers come in.
  package init(
    _ form: FormSpec, answers: [String: Value], of person: Person, on desk: any DeskReading,
    isDryRun: Bool, in language: Language? = nil,
  ) {
    self.form = form
    self.answers = answers
    self.person = person
    self.desk = desk
    self.isDryRun = isDryRun
    self.language = language
  }
}

/// What a form makes of its answers.
package enum FormResult: Sendable {
  /// Who answers asks for that; `key` is left to the desk unless the form itself gave one.
  case request(Request)
  /// Nothing is to be done, for that reason.
  case nothing(Text)
  /// The answers do not fit each other.
  case refused(Refusal)
}

/// What became of a form's answers.
package enum FormOutcome: Sendable {
  /// That came of what the form asked for; `added` is whom it was the first to speak of.
  case asked(Outcome, Action, added: Person?)
  /// Nothing was to be done, for that reason.
  case nothing(Text)
}

extension FormRun {
  /// Who answers, within whose sight the form's function reads.
  fileprivate var audience: Viewer {
    Viewer(
      authority: desk.rulebook.authority(of: person), rulebook: desk.rulebook,
      context: desk.rulebook.context(at: desk.now, me: person.id, reading: desk))
  }

  /// What `each` is given beside the answers.
  fileprivate var lua: LuaValue {
    .table([
      LuaPair("dry_run", .boolean(isDryRun)), LuaPair("now", desk.now.lua),
      LuaPair("person", .string(person.name)),
    ])
  }

  /// The answers, with people by their names.
  fileprivate func luaAnswers() throws -> LuaValue {
    var pairs: [LuaPair] = []
    for field in form.fields {
      guard let value = answers[field.name] else { continue }
      pairs.append(LuaPair(field.name, try lua(value, of: field)))
    }
    return .table(pairs.sorted { $0.key.precedesByBytes($1.key) })
  }

  private func lua(_ value: Value, of field: FieldSpec) throws -> LuaValue {
    switch value {
    case .none, .stage, .attachment: .null
    case .boolean(let flag): .boolean(flag)
    case .integer(let length) where field.kind == .duration:
      Instant(milliseconds: length).lua
    case .integer(let number): .integer(number)
    case .number(let number): .number(number)
    case .text(let text): .string(text)
    case .time(let moment): moment.lua
    case .person(let id): try desk.person(id).map { LuaValue.string($0.name) } ?? .null
    case .ticket(let id): .integer(id.rawValue)
    case .list(let values): .array(try values.map { try lua($0, of: field) })
    }
  }
}

extension PluginBox {
  /// Calls a form's function, and reads the request that it gives.
  func fill(
    _ run: FormRun, within budget: inout Budget,
  ) throws(PluginProblem) -> FormResult {
    let (form, now) = (run.form, run.desk.now.milliseconds)
    context.beginCall(
      milliseconds: context.deciding.milliseconds, limit: PluginLimits.milliseconds)
    defer { forget() }
    sandbox.setClock(milliseconds: now)
    sandbox.reseed(UInt64(truncatingIfNeeded: now))
    let reading = context.limited(run.desk)
    let (limits, milliseconds) = (context.limits, context.deciding.milliseconds)
    let keys = context.layout.layout.keys
    return try context.doing(.reporting(reading, for: run.audience, of: .always)) {
      () throws(PluginProblem) in
      let function = try function(.form(form.name))
      let answers: LuaValue
      do {
        answers = try run.luaAnswers()
      } catch {
        throw PluginProblem(plugin: form.plugin, Text(of: error))
      }
      let values: [LuaValue]
      do throws(LuaError) {
        values = try running(budget, milliseconds: milliseconds) { () throws(LuaError) in
          try sandbox.call(function, budget: &budget) { writer in
            writer.value(answers, keys: keys)
            writer.value(run.lua, keys: keys)
          }
        }
      } catch {
        throw PluginProblem(error, plugin: context.plugin, limits: limits, isReacting: false)
      }
      do throws(HostError) {
        return try result(values, of: run)
      } catch {
        throw PluginProblem(
          plugin: form.plugin, file: context.source.mainPath,
          Text.frameOf(owner: Text.formNamed(form: form.name), problem: error.message))
      }
    }
  }

  private func result(_ values: [LuaValue], of run: FormRun) throws(HostError) -> FormResult {
    let first = values.first ?? .null
    guard first != .null else { return try reason(values.count > 1 ? values[1] : .null, in: run) }
    guard let pairs = first.pairs else {
      throw HostError(Text.tableWants(wanted: Text.valueTableNamed, got: first.kindName))
    }
    let action = try text("action", in: first).map { Action($0) } ?? .verb(.create)
    var ticket: Ticket.ID?
    if let value = first["ticket"], value != .null {
      guard let number = value.integer else {
        throw HostError(
          Text.tableKey(
            key: "ticket",
            problem: Text.tableWants(wanted: Text.valueTicket, got: value.kindName)))
      }
      ticket = Ticket.ID(rawValue: number)
    }
    let rest = pairs.filter { $0.key != "action" && $0.key != "ticket" }
    return .request(
      try RequestReader(context: context, path: run.form.name).request(
        action: action, ticket: ticket, arguments: .table(rest), actor: .person(run.person.id),
        source: Source(rawValue: run.form.source)))
  }

  /// Why a form asks for nothing: words, or `{ fields = { NAME = words } }` for what is wrong.
  private func reason(_ value: LuaValue, in run: FormRun) throws(HostError) -> FormResult {
    let language =
      run.language?.code ?? run.desk.rulebook.settings.languageCode(of: run.person)
    var problems: [Refusal.Problem] = []
    for pair in value["fields"]?.pairs ?? [] {
      guard let words = try context.words(pair.value, in: language) else {
        throw HostError(
          Text.tableKey(
            key: pair.key,
            problem: Text.tableWants(wanted: Text.valueText, got: pair.value.kindName)))
      }
      problems.append(.init(.invalid, field: pair.key, words, by: run.form.plugin))
    }
    guard problems.isEmpty else { return .refused(Refusal(.invalid, problems)) }
    let words = value == .null ? "" : try context.words(value, in: language) ?? ""
    return .nothing(words.isBlank ? Text.formNothing : Text(words: words))
  }

  private func text(_ key: String, in table: LuaValue) throws(HostError) -> String? {
    guard let value = table[key], value != .null else { return nil }
    guard let text = value.text else {
      throw HostError(
        Text.tableKey(
          key: key, problem: Text.tableWants(wanted: Text.valueText, got: value.kindName)))
    }
    return text
  }
}
