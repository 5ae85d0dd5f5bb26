import Kernel
import Lua
import Texts

extension SandboxContext: ViewSource {
  /// Writes a part of the change in hand as it stands now; not of one that is over.
  func write(
    part key: KeyID, of source: Int64, into writer: inout WireWriter,
  ) throws(HostError) {
    let (view, number) = ChangeView.of(source)
    guard case .deciding(let call) = occupation, number == call.handle else {
      let name = layout.layout.keys.name(of: key)
      throw HostError(Text.apiChangePartOver(name: name))
    }
    let change = ChangeInSight(call.proposal, in: self)
    if view == .change {
      return self.writer.part(key, of: change, number: number, into: &writer)
    }
    let isThere = change.withTicket(view) { ticket, proof in
      self.writer.field(key, of: &ticket, proof, into: &writer)
    }
    if !isThere { writer.null() }
  }
}
