import Kernel
import Lua
import Texts

extension SandboxContext: ViewSource {
  /// Writes a part of the change in hand as it stands now; not of one that is over.
  func write(
    part key: KeyID, of source: Int64, into writer: inout WireWriter,
  ) throws(HostError) {
    let (view, number) = ChangeView.of(source)
    guard number == handle, let proposal = change?.proposal else {
      let name = layout.layout.keys.name(of: key)
      throw HostError(Text("api.change_part_over", ["name": name]))
    }
    switch view {
    case .change:
      self.writer.part(key, of: proposal, number: number, seesNotes: seesNotes, into: &writer)
    case .before:
      guard var before = proposal.before else { return writer.null() }
      self.writer.field(key, of: &before, into: &writer)
    case .after:
      proposal.withAfter { self.writer.field(key, of: &$0, into: &writer) }
    }
  }
}
