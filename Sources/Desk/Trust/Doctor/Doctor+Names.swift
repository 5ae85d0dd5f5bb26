import Kernel
import Storage
import Texts

extension Doctor {
  /// Looks for what is stored under names that mean nothing.
  mutating func lookAtStoredNames(_ desk: Desk) throws {
    let stranded = try desk.read { reader, rulebook -> [Stranded] in
      // Without plugins that can be believed nothing means anything: that is told elsewhere.
      guard rulebook.distrust == nil else { return [] }
      return rulebook.registry.stranded(
        in: try reader.storedNames(listing: rulebook.registry.listedFields),
        roles: try reader.roles(), queues: try reader.queues())
    }
    for one in stranded {
      let remedy =
        one.mapping.map { Text.doctorMap(mapping: $0) } ?? Text.doctorSetValues
      note(Finding("stranded", .warning, at: one.holder, one.text, remedy: remedy))
    }
  }
}

extension Stranded {
  /// Who has the name.
  fileprivate var holder: Text {
    if case .role = place { return Text(words: "people") }
    return Text.doctorTicketsPlace
  }
}
