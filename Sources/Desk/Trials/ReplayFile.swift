import Crypto
import Kernel
import PluginHost
import Texts

/// An export in memory: its people, and its changes in order of time.
struct ReplayFile {
  /// An entry of the export, and where it stands.
  struct Recorded {
    let line: Int
    let at: Instant
    let json: JSON
  }

  /// So many changes are replayed at most.
  static let mostChanges = 5_000

  private(set) var people: [(line: Int, json: JSON)] = []
  private(set) var changes: [Recorded] = []
  /// What the file has of attachments, by their digests.
  private(set) var contents: [Digest: [UInt8]] = [:]

  /// Reads an export; throws a `Refusal` that names the line which is none of one.
  init(_ bytes: [UInt8]) throws {
    var number = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      guard !line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) else { continue }
      let json: JSON
      do throws(JSONError) {
        json = try JSON(jsonBytes: Array(line))
      } catch {
        throw ReplayFile.problem(number, Text(of: error))
      }
      try take(json, number)
    }
    guard hasBegun else { throw Refusal(.invalid, Text.importNoExport) }
    // Those of one ticket are in their order already, and those of one moment stay in the file's.
    let ordered = changes.enumerated().sorted { one, other in
      (one.element.at, one.offset) < (other.element.at, other.offset)
    }
    changes = ordered.map(\.element)
  }

  private var hasBegun = false

  private mutating func take(_ json: JSON, _ line: Int) throws {
    guard hasBegun else { return try begin(json, line) }
    if let person = json["person"] {
      people.append((line, person))
    } else if let content = json["content"] {
      try take(content: content, line)
    } else if let entry = json["entry"] {
      guard let text = entry["at"]?.string, let at = try? Instant(iso: text, zone: .utc) else {
        throw ReplayFile.problem(line, Text.importNoTime)
      }
      guard changes.count < ReplayFile.mostChanges else {
        throw Refusal(.invalid, Text.specReplayMany(most: ReplayFile.mostChanges))
      }
      changes.append(Recorded(line: line, at: at, json: entry))
    }
  }

  private mutating func begin(_ json: JSON, _ line: Int) throws {
    guard json["docket"]?.string == "export" else {
      throw ReplayFile.problem(line, Text.importNoExport)
    }
    guard json["format"]?.integer == ExportLines.format else {
      throw ReplayFile.problem(line, Text.importOtherFormat(format: ExportLines.format))
    }
    hasBegun = true
  }

  private mutating func take(content json: JSON, _ line: Int) throws {
    guard let digest = json["digest"]?.string.flatMap(Digest.init(hex:)),
      let bytes = json["bytes"]?.string.flatMap(Base64.decode)
    else { throw ReplayFile.problem(line, Text.importNoContent) }
    contents[digest, default: []] += bytes
  }

  /// What is wrong with a line.
  static func problem(_ line: Int, _ text: Text) -> Refusal {
    Refusal(.invalid, Text.frameOf(owner: "\(line)", problem: text))
  }
}
