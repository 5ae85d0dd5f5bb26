import HTTP
import Kernel
import Packs
import PluginHost
import Storage
import System
import Texts

/// What an index answered.
package struct IndexAnswer: Sendable {
  package let index: KnownIndex
  /// Its list; `nil` where there is none that is believed.
  package let list: PackIndex?
  /// Why there is none, or why nothing is installed by it.
  package let problem: Text?
}

/// How indexes are reached.
package struct IndexWay: Sendable {
  let network: any Network & Sendable
  let isStopped: @Sendable () -> Bool

  /// By the web where they are there; `isStopped` says that nobody waits any more.
  package init(
    network: any Network & Sendable = CurlNetwork(),
    isStopped: @escaping @Sendable () -> Bool = { false },
  ) {
    self.network = network
    self.isStopped = isStopped
  }

  func list(
    at location: IndexLocation, of key: PublicKey, orOf next: PublicKey? = nil,
  ) throws -> PackIndex {
    try PackIndex(
      reading: location.bytes(
        of: PackIndex.file, atMost: Limit.indexBytes, through: network, isStopped: isStopped),
      signedBy: key, orBy: next)
  }
}

extension Desk {
  /// Asks an index from now on; throws where it does not answer, or with no list of that key.
  package func addIndex(
    _ name: String, at location: IndexLocation, of key: PublicKey, as actor: Actor,
    by way: IndexWay = IndexWay(),
  ) throws -> PackIndex {
    let name = name.composed
    guard Names.isPluginName(name) else {
      throw Refusal(.invalid, Text.indexBadName)
    }
    // Who may not is told so before anything leaves the desk.
    try administer(as: actor, isDryRun: true) { try $0.require(.pluginManage) }
    let list = try way.list(at: location, of: key)
    try refuseExpired(list)
    let index = KnownIndex(name: name, location: location, key: key, seen: list)
    try administer(as: actor) { try $0.add(index) }
    return list
  }

  private func refuseExpired(_ list: PackIndex) throws(PackIndexError) {
    guard !list.isExpired(at: clock.now()) else { throw .expired(at: list.expires) }
  }

  /// Asks all indexes, or the one of that name, and remembers what was seen.
  ///
  /// What one answers badly is told with it, and hides nothing of the others. A dry run remembers
  /// nothing.
  package func askIndexes(
    _ name: String? = nil, as actor: Actor, isDryRun: Bool = false, by way: IndexWay = IndexWay(),
  ) throws -> [IndexAnswer] {
    try administer(as: actor, isDryRun: true) { try $0.require(.pluginManage) }
    let known = try read { reader, _ in try KnownIndexes(readingFrom: reader) }
    let asked = try name.map { [try known.index($0.composed)] } ?? known.list
    guard !asked.isEmpty else { throw Refusal(.notFound, Text.indexNoIndexes) }
    return asked.map { index in
      var found: PackIndex?
      do {
        let list = try way.list(at: index.location, of: index.key, orOf: index.next)
        try index.check(list)
        try administer(as: actor, isDryRun: isDryRun) { try $0.note(list, of: index.name) }
        found = list
        try refuseExpired(list)
        return IndexAnswer(index: index, list: list, problem: nil)
      } catch {
        return IndexAnswer(
          index: index, list: found,
          problem: Text.indexFails(name: index.name, problem: Text(of: error)))
      }
    }
  }

  /// The packs that there are for this desk, by name: of each the index that it is of.
  ///
  /// A plugin belongs to the index that it was installed from, else to the first one that has it: no
  /// other index can put something newer of that name in its place.
  func catalogue(of answers: [IndexAnswer]) throws -> PackCatalogue {
    let ledger = try read { reader, _ in try PackLedger(readingFrom: reader) }
    var catalogue = PackCatalogue()
    for answer in answers {
      for offer in answer.list?.offers ?? [] where offer.fits {
        let home = ledger.plugins[offer.name]?.present?.index
        let isElsewhere = home.map { name in
          name != answer.index.name && answers.contains { $0.index.name == name }
        }
        guard isElsewhere != true else { continue }
        catalogue.add(offer, of: answer.index)
      }
    }
    return catalogue
  }
}

/// What indexes offer: of each name, one index' packs.
struct PackCatalogue {
  private(set) var offers: [String: [PackOffer]] = [:]
  private(set) var indexes: [String: KnownIndex] = [:]

  fileprivate mutating func add(_ offer: PackOffer, of index: KnownIndex) {
    guard indexes[offer.name].map({ $0.name == index.name }) ?? true else { return }
    indexes[offer.name] = index
    offers[offer.name, default: []].append(offer)
  }

  /// The newest of that name, prereleases only where there is nothing else.
  func newest(_ name: String) -> PackOffer? {
    let all = offers[name] ?? []
    return all.first { $0.version.prerelease.isEmpty } ?? all.first
  }
}
