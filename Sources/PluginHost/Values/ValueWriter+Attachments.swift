import Crypto
import Kernel
import Lua

extension ValueWriter {
  /// Attachments as a list of `{ name, size, type, digest }`.
  func attachments(_ attachments: [Attachment], into writer: inout WireWriter) {
    let mark = writer.beginList()
    for attachment in attachments { self.attachment(attachment, into: &writer) }
    writer.end(mark)
  }

  func attachment(_ attachment: Attachment, into writer: inout WireWriter) {
    let keys = layout.keys
    let mark = writer.beginRecord(layout.attachment)
    write(attachment.name, keys.name, &writer)
    write(attachment.size, keys.size, &writer)
    write(attachment.type, keys.type, &writer)
    write(attachment.digest.hex, keys.digest, &writer)
    writer.end(mark)
  }

  /// The attachments that edits add, of those that the plugin may read.
  func added(by edits: [Edit]) -> [Attachment] {
    edits.flatMap(\.attachmentsAdded)
  }
}
