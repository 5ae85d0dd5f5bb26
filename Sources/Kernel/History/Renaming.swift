import Texts

/// A name that became another one: what goes by the old one follows.
///
/// Plugins ask for it with `was`, people with `docket queue rename` and the like, and admins with
/// `docket doctor --map` where nothing has the name any more. What it did to a ticket stands in
/// an internal entry of that ticket without any of its words, so that nothing has to be redacted
/// twice. The entry has all names that became others then, for the ticket's past.
package struct Renaming: Hashable, Sendable {
  /// What has the name.
  package enum Kind: String, CaseIterable, Sendable {
    case type
    case stage
    case field
    /// A field of people.
    case personField = "person_field"
    case choice
    case reason
    case queue
    case role
    case tag
    case rootCause = "root_cause"

    /// What needs no declaration: any text may be one.
    package var isFree: Bool { self == .tag || self == .rootCause }
  }

  package let kind: Kind
  /// The type of ticket that a stage is of, or the field that a choice is of; else empty.
  package let owner: String
  package let from: String
  package let to: String
  /// What the stage means; `nil` for all that is no stage.
  package let category: Category?

  package init(
    _ kind: Kind, of owner: String = "", from: String, to: String, category: Category? = nil,
  ) {
    self.kind = kind
    self.owner = owner
    self.from = from
    self.to = to
    self.category = category
  }

  /// The way back.
  package func inverted(category: Category? = nil) -> Renaming {
    Renaming(kind, of: owner, from: to, to: from, category: category ?? self.category)
  }

  /// What it is about: `field severity`, `stage repair.shop`.
  package var subject: Text {
    let name = owner.isEmpty ? from : "\(owner).\(from)"
    return Text(joining: [kind.text, Text(words: name)], by: " ")
  }
}

extension Ticket {
  /// Takes the new name on; `false` where the ticket does not go by the old one.
  ///
  /// A stage that means something else is taken where nothing but the category hangs on it: not
  /// where a wake would be missing or left over, nor across a discard.
  mutating func take(_ renaming: Renaming, at moment: Instant) -> Bool {
    let (from, to) = (renaming.from, renaming.to)
    switch renaming.kind {
    case .type:
      guard type == from else { return false }
      type = to
    case .queue:
      guard queue == from else { return false }
      queue = to
    case .reason:
      guard closeReason == from else { return false }
      closeReason = to
    case .field: return fields.rename(from, to)
    case .choice: return fields.rename(choice: from, to, in: renaming.owner)
    case .tag: return Ticket.take(from, to, in: &tags)
    case .rootCause: return Ticket.take(from, to, in: &rootCauses)
    case .stage: return takeStage(renaming, at: moment)
    case .role, .personField: return false
    }
    return true
  }

  /// Has one name stand for another in a list, once.
  private static func take(_ from: String, _ to: String, in names: inout [String]) -> Bool {
    guard let index = names.firstIndex(of: from) else { return false }
    if names.contains(to) { names.remove(at: index) } else { names[index] = to }
    return true
  }

  private mutating func takeStage(_ renaming: Renaming, at moment: Instant) -> Bool {
    guard type == renaming.owner else { return false }
    var isTaken = false
    if stage == renaming.from, let next = renaming.category, mayMean(next),
      stage != renaming.to || category != next
    {
      stage = renaming.to
      if category != next { enter(next, at: moment) }
      isTaken = true
    }
    for index in stagesBefore.indices where stagesBefore[index] == renaming.from {
      guard renaming.from != renaming.to else { continue }
      stagesBefore[index] = renaming.to
      isTaken = true
    }
    return isTaken
  }

  private func mayMean(_ next: Category) -> Bool {
    let plain: [Category] = [.open, .waiting, .closed]
    return next == category || plain.contains(next) && plain.contains(category)
  }

  private mutating func enter(_ next: Category, at moment: Instant) {
    category = next
    stageSince = moment
    closed = next == .closed ? closed ?? moment : nil
    been.insert(CategorySet(next))
  }
}

extension [String: Value] {
  /// Gives a field another name; `false` where it has no value, or the other one has one.
  fileprivate mutating func rename(_ from: String, _ to: String) -> Bool {
    guard let value = self[from], self[to] == nil else { return false }
    self[from] = nil
    self[to] = value
    return true
  }

  /// Has one choice stand for another in a field; `false` where the field does not have it.
  fileprivate mutating func rename(choice from: String, _ to: String, in field: String) -> Bool {
    guard let value = self[field], value.elements.contains(.text(from)) else { return false }
    guard case .list(let elements) = value else {
      self[field] = .text(to)
      return true
    }
    var renamed: [Value] = []
    for element in elements {
      let element = element == .text(from) ? Value.text(to) : element
      if !renamed.contains(element) { renamed.append(element) }
    }
    self[field] = .listing(renamed)
    return true
  }
}

extension Person {
  /// Takes the new name on in the person's fields; `false` where none goes by the old one.
  package mutating func take(_ renaming: Renaming) -> Bool {
    switch renaming.kind {
    case .personField: fields.rename(renaming.from, renaming.to)
    case .choice: fields.rename(choice: renaming.from, renaming.to, in: renaming.owner)
    case .type, .stage, .field, .reason, .queue, .role, .tag, .rootCause: false
    }
  }
}

extension Entry {
  private static let renamedNames = "names"

  /// What the entry renamed, in that order.
  package var renamings: [Renaming] {
    isOf(.rename) ? Entry.renamings(in: params) ?? [] : []
  }

  /// What those parameters say was renamed; `nil` where they say it in no way that a desk does.
  package static func renamings(in params: [String: Value]) -> [Renaming]? {
    guard params.count == 1, let text = params[renamedNames]?.text,
      let items = (try? JSON(parsing: text))?.array
    else { return nil }
    let renamings = items.compactMap(Renaming.init(json:))
    return renamings.count == items.count && !renamings.isEmpty ? renamings : nil
  }

  /// The parameters of an entry that renames these.
  package static func params(of renamings: [Renaming]) -> [String: Value] {
    [renamedNames: .text(JSON.array(renamings.map(\.json)).text)]
  }
}

extension Renaming {
  fileprivate var json: JSON {
    .array(
      [kind.rawValue, owner, from, to, category?.rawValue].compactMap(\.self).map(JSON.string))
  }

  fileprivate init?(json: JSON) {
    let words = (json.array ?? []).compactMap(\.string)
    guard words.count == json.array?.count, (4...5).contains(words.count),
      let kind = Kind(rawValue: words[0])
    else { return nil }
    let category = words.count == 5 ? Category(rawValue: words[4]) : nil
    guard words.count == 4 || category != nil else { return nil }
    self.init(kind, of: words[1], from: words[2], to: words[3], category: category)
  }
}

extension Ticket {
  /// The ticket under other names; `nil` where it goes by none of the old ones.
  ///
  /// Where a stage is to mean something else, that is done only if `movingCategories`. `noted` are
  /// also those that the ticket does not go by now: its past may.
  package func renamed(
    by renamings: [Renaming], movingCategories: Bool, at now: Instant,
  ) -> (ticket: Ticket, taken: [Renaming], noted: [Renaming])? {
    var next = self
    var (taken, noted): ([Renaming], [Renaming]) = ([], [])
    let moment = max(now, touched)
    for renaming in renamings {
      var trial = next
      let isTaken = trial.take(renaming, at: moment)
      guard movingCategories || trial.category == next.category else { continue }
      next = trial
      noted.append(renaming)
      if isTaken { taken.append(renaming) }
    }
    return taken.isEmpty ? nil : (next, taken, noted)
  }
}
