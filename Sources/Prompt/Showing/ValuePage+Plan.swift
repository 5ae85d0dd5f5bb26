import Display
import Kernel
import Texts

extension ValuePage {
  /// What `docket.plan` gives, as the command line shows a bulk before it is done.
  func preview(ofPlan members: [(name: String, value: PromptValue)]) -> [String] {
    let named = Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
    let (changed, unchanged) = (named["changed"].count, named["unchanged"].count)
    let (sample, refused) = (named["sample"].items, named["refused"].items)
    var parts = [Text.bulkWouldChange(count: changed)]
    if unchanged > 0 { parts.append(Text.bulkSoAlready(count: unchanged)) }
    if !refused.isEmpty { parts.append(Text.bulkWouldBeRefused(count: refused.count)) }
    let summary = Text.frameOf(
      owner: Text.bulkTickets(count: named["count"].count), problem: Text(joining: parts, by: ", "))
    let rest = changed - sample.count
    return [surface.words(summary)] + changes(sample)
      + (rest > 0 ? [surface.words(Text.saidMoreLike(count: rest))] : [])
      + refusals(refused) + effects(named["outbox"].items)
      + (changed > 0 ? [surface.styled(surface.words(Text.promptRunPlan), .faint)] : [])
  }

  private func changes(_ sample: [PromptValue]) -> [String] {
    guard !sample.isEmpty else { return [] }
    var table = Table([
      .init(Text.columnId, isNumeric: true), .init(Text.columnEdits, isFlexible: true),
    ])
    for change in sample {
      table.append([.init(text(of: change["ticket"])), .init(what(["edits": change["edits"]]))])
    }
    return table.lines(on: surface)
  }

  /// A line for each reason, with how many tickets have it.
  private func refusals(_ refused: [PromptValue]) -> [String] {
    guard !refused.isEmpty else { return [] }
    var order: [String] = []
    var tickets: [String: [String]] = [:]
    for one in refused {
      let reason = text(of: one["message"])
      if tickets[reason] == nil { order.append(reason) }
      tickets[reason, default: []].append(text(of: one["ticket"]))
    }
    var table = Table([
      .init(Text.columnRefused, isNumeric: true), .init(Text.columnWhy, isFlexible: true),
      .init(Text.columnTickets),
    ])
    for reason in order {
      let ids = tickets[reason] ?? []
      let rest = ids.count - ValuePage.namedTickets
      let more = rest > 0 ? surface.words(Text.saidAndMore(count: rest)) : ""
      let names = ids.prefix(ValuePage.namedTickets).joined(separator: ", ")
      table.append([.init("\(ids.count)", .warning), .init(reason), .init(names + more)])
    }
    return table.lines(on: surface)
  }

  private static let namedTickets = 5

  private func effects(_ rows: [PromptValue]) -> [String] {
    guard !rows.isEmpty else { return [] }
    let words = rows.map { row in
      let plugin = text(of: row["plugin"])
      let owner = plugin.isEmpty ? "" : "\(plugin):"
      return "\(row["count"].count) × \(text(of: row["kind"])) \(owner)\(text(of: row["name"]))"
    }
    return [surface.words(Text.bulkOutbox(rows: words.joined(separator: ", ")))]
  }
}

extension PromptValue {
  /// The member of that name.
  fileprivate subscript(name: String) -> PromptValue {
    switch self {
    case .record(_, let members): members.first { $0.name == name }?.value ?? .null
    case .table(let table): table.pairs.first { $0.key == .text(name) }?.value ?? .null
    default: .null
    }
  }
}

extension PromptValue? {
  fileprivate var count: Int { self?.count ?? 0 }

  fileprivate var items: [PromptValue] {
    if case .table(let table) = self { table.items } else { [] }
  }
}

extension PromptValue {
  fileprivate var count: Int {
    if case .integer(let number) = self { Int(clamping: number) } else { 0 }
  }
}
