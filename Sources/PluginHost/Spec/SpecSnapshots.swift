import Kernel
import Lua
import Texts

/// The values that a spec keeps in files beside it, by name: `snapshots/NAME.lua`.
package final class SpecSnapshots {
  /// The folder of the files, beside `spec.lua`.
  package static let folder = "snapshots"
  /// The most bytes that one may have.
  package static let mostBytes = 256 * 1024
  private static let longestName = 64
  /// What an entry has that is another in every run: digests are over salts.
  private static let unsteady: Set = ["digest", "previous"]

  /// The texts of the files there are, by name.
  private let known: [String: String]
  /// Whether what a case gives is right, whatever the files say.
  private let isUpdating: Bool
  /// What cases have kept so far.
  private var kept: [String: String] = [:]

  package init(_ known: [String: String] = [:], isUpdating: Bool = false) {
    self.known = known
    self.isUpdating = isUpdating
  }

  /// The ones among the files of a plugin, as a pack brings them.
  package convenience init(of source: PluginSource) {
    let files = source.files.compactMap { path, content -> (String, String)? in
      guard path.hasPrefix("\(SpecSnapshots.folder)/"), path.hasSuffix(".lua") else { return nil }
      let name = path.dropFirst(SpecSnapshots.folder.utf8.count + 1).dropLast(4)
      return (String(name), String(decoding: content, as: UTF8.self))
    }
    self.init(Dictionary(files) { first, _ in first })
  }

  /// The texts that files are to have and do not, by name.
  package var changes: [(name: String, text: String)] {
    guard isUpdating else { return [] }
    return kept.filter { known[$0.key] != $0.value }.sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }

  /// The files that no case has asked for, by name.
  package var unused: [String] { known.keys.filter { kept[$0] == nil }.sorted() }

  /// The file of a name, as seen from `spec.lua`.
  package static func file(_ name: String) -> String { "\(folder)/\(name).lua" }

  /// Fails unless the value is the one in the file; keeps it for the file where those are updated.
  func compare(_ value: LuaValue, named name: String) throws(HostError) {
    guard SpecSnapshots.isName(name) else {
      throw HostError(
        Text.specSnapshotName(name: name.debugDescription, most: SpecSnapshots.longestName))
    }
    if let (place, part) = value.unfit {
      throw HostError(Text.specSnapshotPlain(place: name + place, got: part.kindName))
    }
    let text = "return \(LuaSource.text(value))\n"
    guard text.utf8.count <= SpecSnapshots.mostBytes else {
      throw HostError(Text.specSnapshotLarge(name: name, most: SpecSnapshots.mostBytes))
    }
    if isUpdating {
      guard kept[name] ?? text == text else { throw HostError(Text.specSnapshotTwice(name: name)) }
      kept[name] = text
      return
    }
    kept[name] = text
    try compare(value, named: name, with: known[name])
  }

  private func compare(
    _ value: LuaValue, named name: String, with text: String?,
  ) throws(HostError) {
    let file = SpecSnapshots.file(name)
    guard let text else { throw HostError(Text.specSnapshotMissing(file: file)) }
    let there: LuaValue
    do throws(LuaError) {
      there = try LuaValue.evaluating(
        text, chunk: file, name: "spec", instructions: 5_000_000, memory: 16 << 20)
    } catch {
      throw HostError(Text.frameOf(owner: file, problem: Text(words: error.message)))
    }
    guard let difference = value.difference(from: there) else { return }
    throw HostError(
      Text.specSnapshotDiffers(
        place: name + difference.path, left: difference.left.quoted,
        right: difference.right.quoted, file: file))
  }

  /// A name becomes part of a path.
  private static func isName(_ name: String) -> Bool {
    (1...longestName).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  static let functions: [APIFunction] = [
    APIFunction(
      "spec.snapshot", "fails unless a value is the one that the spec keeps in a file",
      [
        .init("value", .any, "plain data; of entries all but digest and previous"),
        .init(
          "name", .text, "the file is snapshots/NAME.lua; docket plugin test --update writes it"),
      ],
      example: #"spec.snapshot(desk:history(1), "history-of-a-loan")"#, lanes: [.spec]
    ) { (call: inout HostCall, context, _) throws(HostError) in
      guard let run = context.occupation.run else {
        throw HostError(Text.specOnlyInside(name: "spec.snapshot"))
      }
      let value = call.argument(0).without(SpecSnapshots.unsteady, of: context.layout.entry)
      try run.options.snapshots.compare(value, named: call.text(1))
    }
  ]
}

extension LuaValue {
  /// The same but for members of records of a shape, wherever those stand in it.
  fileprivate func without(_ names: Set<String>, of shape: ShapeID) -> LuaValue {
    func rest(_ pairs: [LuaPair]) -> [LuaPair] {
      pairs.map { LuaPair($0.key, $0.value.without(names, of: shape)) }
    }
    switch self {
    case .array(let items): return .array(items.map { $0.without(names, of: shape) })
    case .table(let pairs): return .table(rest(pairs))
    case .record(shape, let handle, let pairs):
      let left = pairs.filter { !names.contains($0.key) }
      return .record(shape: shape, handle: handle, rest(left))
    case .record(let other, let handle, let pairs) where !isSecret:
      return .record(shape: other, handle: handle, rest(pairs))
    default: return self
    }
  }

  /// The first part that no file could hold, with its place; `nil` where there is none.
  fileprivate var unfit: (place: String, part: LuaValue)? {
    switch self {
    case .none, .function: return ("", self)
    case .record where isSecret: return ("", self)
    case .null, .boolean, .integer, .number, .string, .bytes: return nil
    case .array(let items):
      for (index, item) in items.enumerated() {
        if let (place, part) = item.unfit { return ("[\(index + 1)]\(place)", part) }
      }
      return nil
    case .table(let pairs), .record(_, _, let pairs):
      for pair in pairs {
        guard let (place, part) = pair.value.unfit else { continue }
        return ((Names.isPlain(pair.key) ? ".\(pair.key)" : "[\"\(pair.key)\"]") + place, part)
      }
      return nil
    }
  }
}
