import Texts

/// Why bytes are no pack, or not the pack that they say they are.
package enum PackError: Error, Equatable, Sendable {
  /// It is no archive at all, but some other file.
  case noArchive
  /// The archive ends within an entry, or does not end as it must.
  case cut(at: Int)
  /// An entry's header is not as it is written, or an entry is not where it belongs.
  case header(at: Int)
  /// A link, a folder, a device: `kind` is the letter by which tar knows it.
  case kind(path: String, kind: String)
  case path(String)
  /// Two paths are one, or would be where case does not count.
  case clash(path: String, other: String)
  case tooManyFiles(limit: Int)
  case tooLarge(limit: Int)
  case noDocument
  /// A file is not the one whose digest and size `pack.json` names.
  case otherFile(path: String)
  /// `pack.json` is not what the files give.
  case otherDocument
  /// What stands in `signatures.json` is not what signing writes there.
  case signatures
  /// A signature is not of this pack.
  case signature(key: String)
  case tooManySignatures(limit: Int)
  /// Something is no key: 64 hexadecimal digits.
  case key(String)
  /// The plugin's own manifest is wrong.
  case manifest(Text)
}

extension PackError: TextError {
  package var description: String { text.description }

  package var text: Text {
    switch self {
    case .noArchive: Text.packNoArchive
    case .cut(let place): Text.packCut(place: place)
    case .header(let place): Text.packHeader(place: place)
    case .kind(let path, let kind): Text.packKind(path: path, kind: kind)
    case .path(let path): Text.packPath(path: path)
    case .clash(let path, let other): Text.packClash(path: path, other: other)
    case .tooManyFiles(let limit): Text.packTooManyFiles(limit: limit)
    case .tooLarge(let limit): Text.packTooLarge(limit: limit)
    case .noDocument: Text.packNoDocument
    case .otherFile(let path): Text.packOtherFile(path: path)
    case .otherDocument: Text.packOtherDocument
    case .signatures: Text.packSignatures
    case .signature(let key): Text.packSignature(key: key)
    case .tooManySignatures(let limit): Text.packTooManySignatures(limit: limit)
    case .key(let text): Text.packKey(text: text)
    case .manifest(let problem): problem
    }
  }
}
