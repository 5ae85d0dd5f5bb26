import Crypto
import Kernel
import Lua

extension ValueWriter {
  /// Attachments as a list of `{ name, size, type, digest }`.
  func attachments(
    _ attachments: [Attachment], _ proof: Sighted, into writer: inout WireWriter,
  ) {
    let mark = writer.beginList()
    for attachment in attachments { self.attachment(attachment, proof, into: &writer) }
    writer.end(mark)
  }

  func attachment(_ attachment: Attachment, _: Sighted, into writer: inout WireWriter) {
    let keys = layout.keys
    let mark = writer.beginRecord(layout.attachment)
    write(attachment.name, keys.name, &writer)
    write(attachment.size, keys.size, &writer)
    write(attachment.type, keys.type, &writer)
    write(attachment.digest.hex, keys.digest, &writer)
    writer.end(mark)
  }

  /// The attachments that edits add.
  func added(by edits: [Edit], _ proof: Sighted, into writer: inout WireWriter) {
    attachments(edits.flatMap(\.attachmentsAdded), proof, into: &writer)
  }
}
