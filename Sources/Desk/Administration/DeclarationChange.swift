import Kernel
import PluginHost
import Storage
import Texts

/// What other declarations of plugins mean for what is stored: what was renamed follows, and what
/// would be left without meaning is found.
///
/// The one place that compares old and new declarations; whatever brings new ones comes here.
struct DeclarationChange {
  /// What the new declarations say was called otherwise, whether anything goes by it or not.
  let renamings: [Renaming]
  /// Those that the old declarations had, or that tickets or people go by.
  private let told: [Renaming]
  private let administration: Administration
  private let old: Registry
  private let new: Registry
  private let tickets: FollowingTickets
  /// The only tickets that may follow; `nil` for all.
  private let among: Set<Ticket.ID>?
  /// Whether names, or what they mean, differ at all: else nothing can be left without meaning.
  private let isOtherwise: Bool
  private let before: Present

  /// What means nothing by some declarations, of what is stored and kept.
  fileprivate struct Present {
    var stranded: [StrandedName] = []
    var idle: [IdleCondition] = []
  }

  /// What of the desk's own follows, and how its chain says so.
  struct Names {
    var edits: [Edit] = []
    var people: [Renaming: Int] = [:]
  }

  init(
    to new: Registry, takingBack undone: UndoneNames = UndoneNames(),
    in administration: Administration,
  ) throws {
    let transaction = administration.transaction
    self.administration = administration
    self.new = new
    old = try StoredRegistry(readingFrom: transaction).registry
    let declared = undone.renamings(
      to: new, from: old, roles: try transaction.roles(), queues: try transaction.queues())
    among = undone.mixed(by: new)
    tickets = try administration.tickets(
      following: declared, movingCategories: false, among: among)
    renamings = declared
    told = try declared.filter { [tickets, old] renaming in
      try tickets.counts[renaming] != nil || old.declares(renaming.before(declared))
        || renaming.kind == .role && !transaction.people(withRole: renaming.from).isEmpty
        || renaming.kind == .personField && !transaction.people(withField: renaming.from).isEmpty
    }
    isOtherwise = new.declaresOtherwise(than: old)
    before = isOtherwise ? try Present(by: old, in: transaction) : Present()
  }

  /// Lets what the desk itself keeps follow; done before the entry is written that tells of it.
  func followNames() throws -> Names {
    guard !renamings.isEmpty else { return Names() }
    var following = FollowingNames(
      renamings, from: old, to: new, in: administration.transaction)
    // What names a thing that stays means that one.
    if among == nil { try following.follow() }
    return Names(edits: told.map(\.told) + following.edits, people: following.people)
  }

  /// Lets tickets follow; throws where something is left without meaning that nobody agreed to.
  func finish(
    _ names: Names, because entry: Entry, agreeingTo consent: Consent,
  ) throws -> [FollowedName] {
    let transaction = administration.transaction
    try administration.rename(
      tickets.ids, by: told, movingCategories: false, because: entry)
    if !names.edits.isEmpty { try administration.chain.bumpRevision() }
    let after = isOtherwise ? try Present(by: new, in: transaction) : Present()
    let stranding = Stranding(
      stored: StrandedName.added(to: before.stranded, in: after.stranded),
      idle: after.idle.filter { one in !before.idle.contains { $0.isSame(as: one) } },
      isByLeaving: new.plugins.count < old.plugins.count
        && new.plugins.allSatisfy(old.plugins.contains))
    guard consent.stranding.covers(stranding) else { throw DeskError.strands(stranding) }
    return told.map {
      FollowedName($0, tickets: tickets.counts[$0], people: names.people[$0])
    }
  }
}

extension DeclarationChange.Present {
  fileprivate init(by registry: Registry, in transaction: WriteTransaction) throws {
    let (roles, queues) = (try transaction.roles(), try transaction.queues())
    let stored = try transaction.storedNames(listing: registry.listedFields)
    stranded = registry.stranded(in: stored, roles: roles, queues: queues)
    let names = DeskNames(registry, roles: roles, queues: queues)
    let people = QueryPeople(reading: transaction)
    idle = try transaction.keptQuestions().compactMap { $0.problem(with: names, people: people) }
  }
}

extension Renaming {
  /// The same where its owner still has the name that it had before those renamings.
  func before(_ renamings: [Renaming]) -> Renaming {
    let kinds: [Kind] = self.kind == .stage ? [.type] : [.field, .personField]
    let earlier = renamings.first { kinds.contains($0.kind) && $0.to == owner }?.from ?? owner
    return Renaming(self.kind, of: earlier, from: from, to: to, category: category)
  }
}

extension Registry {
  /// Whether these declarations have what the renaming is of, by its old name.
  func declares(_ renaming: Renaming) -> Bool {
    switch renaming.kind {
    case .type: types.contains { $0.name == renaming.from }
    case .field: fields.contains { $0.name == renaming.from }
    case .personField: personFields?.contains { $0.name == renaming.from } ?? false
    case .reason: closeReasons.contains { $0.name == renaming.from }
    case .queue: queues.contains(renaming.from)
    case .role: roles.contains { $0.name == renaming.from }
    case .tag, .rootCause: false
    case .choice:
      (fields + (personFields ?? [])).contains { field in
        field.name == renaming.owner && field.choices.values.contains { $0.contains(renaming.from) }
      }
    case .stage:
      types.contains { type in
        type.name == renaming.owner
          && lifecycles.contains {
            $0.name == type.lifecycle && $0.category(of: renaming.from) != nil
          }
      }
    }
  }
}
