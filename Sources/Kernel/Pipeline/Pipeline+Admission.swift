import Texts

/// What is refused before any name that a request gives is looked up.
///
/// Otherwise the words of the refusal would tell who may not do it whether there is somebody, or
/// something, of that name.
extension Pipeline {
  /// Refuses a verb that the actor has on no ticket that is as this one.
  ///
  /// An allow goes by the ticket before, so that nothing which the request brings could change it.
  func admit(_ submission: Submission) throws {
    let request = submission.request
    guard !request.isImport, request.erasure == nil, let verb = request.verb, !verb.isEdit else {
      return
    }
    let authority = authority(for: submission)
    // Whether it is one's own is known when what it takes back is.
    guard verb != .undo || !authority.mayEver(.ticketUndoOwn) else { return }
    guard let before = submission.before else {
      guard !authority.mayEver(verb.permission) else { return }
      throw denied(verb.permission.rawValue, fields: [], for: submission)
    }
    try require(
      verb.permission.rawValue, fields: [], of: authority, for: submission, after: before)
  }

  /// What of a request's fields is closed to who asks.
  func gate(for submission: Submission) -> FieldGate {
    FieldGate(pipeline: self, submission: submission)
  }
}

/// The fields that the actor of a request may not set, whatever they are set to.
struct FieldGate {
  private let pipeline: Pipeline
  private let submission: Submission
  private let authority: Authority
  private let viewer: Viewer
  /// What setting a field needs that no verb brings along.
  private let permission: Permission
  /// Whether nothing is closed, which saves looking at each field.
  private let isOpen: Bool

  fileprivate init(pipeline: Pipeline, submission: Submission) {
    (self.pipeline, self.submission) = (pipeline, submission)
    authority = pipeline.authority(for: submission)
    viewer = pipeline.viewer(for: submission)
    permission = submission.isCreate ? .ticketCreate : .ticketUpdate
    let request = submission.request
    isOpen = request.isImport || request.erasure != nil || authority.mayAll(permission)
  }

  /// Why a field is refused whatever its value; `nil` where some value may be allowed.
  ///
  /// A hidden field is as unknown as one that is not there: of that the resolver tells.
  func problem(of field: String, on ticket: Ticket) -> Refusal.Problem? {
    guard !isOpen, pipeline.rulebook.field(field)?.isEditable == true,
      !viewer.hides(field, of: ticket), isClosed(field)
    else { return nil }
    return pipeline.fieldProblem(field, permission.rawValue, for: submission)
  }

  /// The same of a field whose value is nothing that there is.
  ///
  /// Where the permission for a new ticket depends on whose it is, a stranger is refused, so somebody
  /// who is not there is refused in the same words, unless the asker sees who is there.
  func problem(ofUnresolved field: String, on ticket: Ticket) -> Refusal.Problem? {
    if let problem = problem(of: field, on: ticket) { return problem }
    guard !isOpen, submission.isCreate, pipeline.rulebook.field(field)?.kind == .person,
      !viewer.seesPeople, authority.hinges(permission, on: field)
    else { return nil }
    return pipeline.fieldProblem(field, permission.rawValue, for: submission)
  }

  private func isClosed(_ field: String) -> Bool {
    guard let before = submission.before else {
      return !authority.mayEver(permission, field: field)
    }
    let bringing = Pipeline.permissions(bringing: field, by: pipeline.rulebook)
    guard !bringing.contains(where: { authority.mayEver($0) }) else { return false }
    return !authority.decide(permission, fields: [field], for: submission, after: before)
      .isAllowed
  }
}
