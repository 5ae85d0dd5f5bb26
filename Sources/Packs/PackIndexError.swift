import Kernel
import Texts

/// Why an index, or what it leads to, is not believed.
package enum PackIndexError: Error, Equatable, Sendable {
  case tooLarge(limit: Int)
  case tooManyPacks(limit: Int)
  /// It is not as `docket plugin index make` writes it.
  case noIndex
  /// A pack of the list is not described as it must be.
  case part(Int)
  case otherKey(found: String, trusted: String)
  case signature(key: String)
  case fileName(String)
  case twice(name: String, version: String)
  case fileTwice(String)
  /// A file is not the one whose size and digest the list names.
  case otherFile(String)
  /// A file is a pack, but not the one that the list describes.
  case otherPack(String)
  /// The desk has seen a newer list.
  case older(number: Int64, seen: Int64)
  /// There are two lists of one number.
  case forked(number: Int64)
  case expired(at: Instant)
  /// A key names itself as the one that follows it.
  case nextItself
  /// A key names another successor than the one that it named before.
  case nextOther(found: String, named: String)
  /// There is no number after the list's.
  case lastNumber
}

extension PackIndexError: TextError {
  package var description: String { text.description }

  package var text: Text {
    switch self {
    case .tooLarge(let limit): Text.indexTooLarge(limit: limit)
    case .tooManyPacks(let limit): Text.indexTooManyPacks(limit: limit)
    case .noIndex: Text.indexNoIndex
    case .part(let place): Text.indexPart(place: place)
    case .otherKey(let found, let trusted): Text.indexOtherKey(found: found, trusted: trusted)
    case .signature(let key): Text.indexSignature(key: key)
    case .fileName(let file): Text.indexFileName(file: file)
    case .twice(let name, let version): Text.indexTwice(name: name, version: version)
    case .fileTwice(let file): Text.indexFileTwice(file: file)
    case .otherFile(let file): Text.indexOtherFile(file: file)
    case .otherPack(let file): Text.indexOtherPack(file: file)
    case .older(let number, let seen): Text.indexOlder(number: number, seen: seen)
    case .forked(let number): Text.indexForked(number: number)
    case .expired(let moment): Text.indexExpired(moment: moment)
    case .nextItself: Text.indexNextItself
    case .nextOther(let found, let named): Text.indexNextOther(found: found, named: named)
    case .lastNumber: Text.indexLastNumber
    }
  }
}
