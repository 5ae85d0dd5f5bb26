import Kernel

extension ChangeInSight {
  /// Who asks for a change, when and for what: nothing of the ticket, and nothing that anybody wrote.
  struct Frame {
    private let proposal: Proposal

    init(_ proposal: Proposal) {
      self.proposal = proposal
    }

    var id: Ticket.ID { proposal.id }
    var action: String { proposal.action.rawValue }
    /// The verb asked for, whose parameters the change has.
    var verb: Action { proposal.request.action }
    var isCreate: Bool { proposal.isCreate }
    /// The ticket's version before; a create's ticket has none.
    var version: Int64 { proposal.before?.version ?? 0 }
    var now: Instant { proposal.now }
    var source: String { proposal.request.source }
    var cause: Cause? { proposal.request.cause }
    var isDryRun: Bool { proposal.isDryRun }
    var isAutomatic: Bool { proposal.request.isAutomatic }
    var isFromCustomer: Bool { proposal.isFromCustomer }
    /// A person by name; a plugin is `plugin:NAME`, the desk `desk`, without roles.
    var actor: (name: String, roles: [String]) {
      (proposal.person?.name ?? proposal.request.actor.text, proposal.person?.roles ?? [])
    }
  }
}
