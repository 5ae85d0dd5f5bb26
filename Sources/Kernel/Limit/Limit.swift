/// How much there may be at most: of a text, on a ticket, in a chain of causes.
package enum Limit {
  /// Bytes of a text; longer words belong into an attachment.
  package static let textBytes = 1_048_576
  /// Characters of a subject, which is one line.
  package static let subjectCharacters = 1_000
  /// Bytes of an attachment, where the desk does not say otherwise (`attachment_limit`).
  package static let attachmentBytes: Int64 = 26_214_400
  /// Messages that the hooks of one change may have sent, a row each, and the bytes of all of them.
  package static let notices = 100_000
  package static let noticeBytes = 67_108_864
  /// Messages that a channel passes on at once, and how often one message is passed on.
  package static let passedMessages = 200
  package static let passes: Int64 = 4
  /// Characters of each message's words where several are told as one.
  package static let digestCharacters = 2_000
  /// Tags, root causes, followers, team members or attachments of a ticket.
  package static let elements = 1_000
  /// Characters of a name: of people, roles, queues, views, sources, tags.
  package static let nameCharacters = 64
  /// Characters of a tag or a root cause.
  package static let tagCharacters = 200
  /// Characters of an address, a login or another line that belongs to a person.
  package static let lineCharacters = 320
  /// Characters of a condition: of a grant, a subscription, a view.
  package static let conditionCharacters = 2_000
  /// Bytes of what is said of a tag or a root cause, in each language.
  package static let descriptionBytes = 1_000
  /// Bytes of all texts in a person's fields together: the desk's history keeps each state of them.
  package static let personFieldBytes = 16_384
  /// Subscriptions, and views, of one person or of one role or part.
  package static let subscriptions = 50
  /// Characters of all their conditions together: others pay for reading them.
  package static let subscribedCharacters = 4_000
  package static let views = 100
  /// Grants that the desk itself adds to one role.
  package static let grants = 500
  /// The last ticket that an export may have had.
  package static let importedTickets: Int64 = 1_000_000_000
  /// The queue's people who are told of a message that reaches nobody else, the first by name.
  package static let queuePeople = 100
  /// Milliseconds for which one may take back what one did oneself: a day.
  package static let ownUndo: Int64 = 86_400_000
  /// Causes between an entry and the origin of its chain.
  package static let causes: Int64 = 16
  /// Entries that follow from one origin.
  package static let entriesPerOrigin = 200
  /// Rows of a report, which people read; all in all 10,000 values, as everything that Lua gives.
  package static let reportRows = 10_000
  /// Columns of a board, and cards that are read of one column.
  package static let boardColumns = 30
  package static let boardCards = 500
  /// Steps of SQLite's machine in which the tickets of all views together are counted: about a second.
  package static let viewSteps: Int64 = 60_000_000
  /// The same for a dashboard, which is drawn again and again: about a tenth of a second.
  package static let dashboardSteps: Int64 = 6_000_000
  /// Fields of a form: people answer them one after the other.
  package static let formFields = 100
  /// Bytes of a document that a form is answered with, and of a file of such documents.
  package static let documentBytes = 4_194_304
  package static let documentFileBytes = 67_108_864
  /// Characters of the name that a document has, by which it comes in once.
  package static let documentKey = 320
  /// Bytes of a pack, files in it, and signatures of it.
  package static let packBytes = 8_388_608
  package static let packFiles = 500
  package static let packSignatures = 16
  /// Keys that a desk trusts, and plugins of which it keeps what was installed.
  package static let trustedKeys = 100
  package static let installedPacks = 1_000
  /// Bytes of an index, packs that it lists, and days for which it is valid.
  package static let indexBytes = 4_194_304
  package static let indexedPacks = 5_000
  package static let indexDays = 3_650
  /// Indexes that a desk asks.
  package static let indexes = 20
  /// Versions that are tried until plugins go together.
  package static let resolverSteps = 100_000
  /// Characters of what a plugin says of its health: a sentence or two.
  package static let healthCharacters = 1_000
  /// Bytes that plugins hand to an export and get from it, and how deep exports call one another.
  package static let exportedBytes: Int64 = 65_536
  package static let exportDepth = 8
  /// Words that one query searches for.
  package static let searchedWords = 64
}
