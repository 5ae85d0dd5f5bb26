import Crypto
import Kernel
import Packs
import PluginHost
import System
import Texts

extension Desk {
  /// Lists and signs the packs in a folder; no desk is needed.
  ///
  /// The number is one more than that of the list that lies there, which must be of the same key, or
  /// name it as the next one; `successor` is named in turn, and stays named. Throws where a pack is
  /// damaged, or two are of the same version: a list that leaves something out would look as if it had
  /// been withdrawn.
  package static func makeIndex(
    of folder: String, by key: SealKey, naming successor: SealKey? = nil, days: Int,
    now: Instant = Clock.system.now(),
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
  ) throws -> PackIndex {
    guard (1...Limit.indexDays).contains(days) else {
      throw Refusal(.invalid, Text.indexBadDays(limit: Limit.indexDays))
    }
    guard FileSystem.isFolder(folder) else {
      throw DeskError.unreadable(path: folder, reason: Text.indexNoFolder)
    }
    let (number, next) = try place(
      in: folder, by: PublicKey(of: key.pair), naming: successor.map { PublicKey(of: $0.pair) })
    let files = FileSystem.names(in: folder).filter { $0.hasSuffix(Pack.suffix) }
      .sorted { $0.precedesByBytes($1) }
    guard files.count <= Limit.indexedPacks else {
      throw PackIndexError.tooManyPacks(limit: Limit.indexedPacks)
    }
    var offers: [PackOffer] = []
    for (done, file) in files.enumerated() {
      progress(done, files.count)
      offers.append(try offer(of: file, in: folder))
    }
    progress(files.count, files.count)
    let list = try PackIndex(
      number: number, made: now,
      expires: now.advanced(byMilliseconds: Int64(days) * 86_400_000), offers: offers,
      by: key.pair, naming: next)
    try NewFile.write(
      list.bytes, to: "\(folder)/\(PackIndex.file)", replaces: true, isPrivate: false)
    return list
  }

  private static func offer(of file: String, in folder: String) throws -> PackOffer {
    do {
      let bytes = try IndexLocation.folder(folder).bytes(
        of: file, atMost: Limit.packBytes, through: ClosedNetwork.dryRun, isStopped: { false })
      return try PackOffer(of: Pack(reading: bytes), in: file)
    } catch let error as DeskError {
      throw error
    } catch {
      throw DeskError.invalid(what: "\(folder)/\(file)", reason: Text(of: error))
    }
  }

  /// The number of the next list, and whom it names; throws where the present one is of somebody else,
  /// or unreadable.
  private static func place(
    in folder: String, by key: PublicKey, naming successor: PublicKey?,
  ) throws -> (number: Int64, next: PublicKey?) {
    let path = "\(folder)/\(PackIndex.file)"
    guard FileSystem.hasName(path) else { return (1, successor) }
    let bytes = try IndexLocation.folder(folder).bytes(
      of: PackIndex.file, atMost: Limit.indexBytes, through: ClosedNetwork.dryRun,
      isStopped: { false })
    do throws(PackIndexError) {
      let present = try PackIndex(reading: bytes, signedBy: nil)
      guard present.key == key || present.next == key else {
        throw PackIndexError.otherKey(found: present.key.hex, trusted: key.hex)
      }
      guard present.number < .max else { throw PackIndexError.lastNumber }
      let named = present.key == key ? present.next : nil
      if let named, let successor, named != successor {
        throw PackIndexError.nextOther(found: successor.hex, named: named.hex)
      }
      return (present.number + 1, successor ?? named)
    } catch {
      throw DeskError.invalid(what: path, reason: Text.indexPresentList(problem: error.text))
    }
  }
}
