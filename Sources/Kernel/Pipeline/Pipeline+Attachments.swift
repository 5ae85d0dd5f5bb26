import Texts

extension Pipeline {
  /// `attach` needs a file; the files themselves may come with any verb.
  func proposeAttachment(_ proposal: Proposal) throws {
    guard !proposal.request.uploads.isEmpty else {
      throw Refusal(.invalid, Text.attachmentNoFile, field: Pipeline.attachments)
    }
  }

  /// Takes an attachment off the ticket; its content stays, since the history names it.
  func proposeDetachment(_ proposal: Proposal) throws {
    let isHidden = viewer(for: proposal.request, proposal.person)
      .hides(Pipeline.attachments, of: proposal.after)
    let present = isHidden ? [] : proposal.after.attachments
    guard let name = proposal.request.params["name"]?.text, !name.isBlank else {
      throw Refusal(.invalid, Text.attachmentNoName, field: "name")
    }
    guard present.contains(where: { $0.name == name }) else {
      throw Refusal.noAttachment(name, of: proposal.id, among: present)
    }
    let kept = present.filter { $0.name != name }
    proposal.place(.attachments(kept), in: Pipeline.attachments)
  }

  /// Adds the files that come with the request to the ticket's, each under a name of its own.
  func proposeUploads(_ proposal: Proposal) throws {
    let uploads = proposal.request.uploads
    guard !uploads.isEmpty else { return }
    guard proposal.request.verb?.isInternal != true else {
      throw Refusal(
        .invalid, Text.attachmentWithNote, field: Pipeline.attachments)
    }
    var attachments = proposal.after.attachments
    for upload in uploads {
      guard upload.size <= rulebook.settings.attachmentLimit else {
        throw Upload.tooLarge(upload.name, limit: rulebook.settings.attachmentLimit)
      }
      let name = AttachmentName.free(
        AttachmentName.safe(upload.name), among: attachments.map(\.name))
      attachments.append(
        Attachment(name: name, size: upload.size, type: upload.type, digest: upload.digest))
    }
    proposal.place(.attachments(attachments), in: Pipeline.attachments)
    proposal.uploads = uploads
  }

  private static let attachments = TicketField.attachments.rawValue
}

extension Refusal {
  /// Why there is nothing of that name to be read or taken away.
  package static func noAttachment(
    _ name: String, of ticket: Ticket.ID, among present: [Attachment],
  ) -> Refusal {
    let names = present.map(\.name)
    let known =
      names.isEmpty
      ? Text.attachmentNone
      : Text.attachmentAre(names: names.joined(separator: ", "))
    return Refusal(
      .notFound,
      Text.attachmentUnknown(
        ticket: ticket.rawValue, name: name,
        hint: Text.nearest(nearestName(to: name, among: names)) ?? known), field: "name")
  }
}
