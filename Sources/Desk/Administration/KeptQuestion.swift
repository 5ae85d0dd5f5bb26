import Kernel
import Storage
import Texts

/// A condition, a query or a name that the desk itself keeps, and whose it is.
struct KeptQuestion {
  /// What is kept: words of the query language, or the name of something.
  enum Content {
    case query(String, QueryContext)
    case name(DeskNames.Kind, String)
  }

  let content: Content
  let owner: Text

  /// Why it would mean nothing with these names; `nil` where it means something.
  func problem(with names: DeskNames, people: QueryPeople) -> IdleCondition? {
    switch content {
    case .query: problem(schema: names.schema(for: .list), people: people)
    case .name(let kind, let name):
      names.has(kind, name)
        ? nil
        : IdleCondition(
          owner: owner, condition: name, problem: Text.strandNames(name: name))
    }
  }

  /// The same for a query alone, with these fields.
  func problem(schema: QuerySchema, people: QueryPeople) -> IdleCondition? {
    guard case .query(let words, let context) = content else { return nil }
    do throws(QueryError) {
      // Whether it means something does not depend on the clock.
      _ = try Query(parsing: words, schema: schema, context: context, people: people, zone: .utc)
      return nil
    } catch {
      return IdleCondition(owner: owner, condition: words, problem: error.text)
    }
  }
}

/// Where the things are read that name others: a reader or a writing transaction.
protocol QuestionReading: RuleReading {
  func subscriptions() throws -> [Subscription]
  func views() throws -> [SavedView]
  func unfinishedBulks() throws -> [BulkRecord]
}

extension WriteTransaction: QuestionReading {}
extension Reader: QuestionReading {}

extension QuestionReading {
  /// All that the desk itself keeps and that names something else.
  func keptQuestions() throws -> [KeptQuestion] {
    try grantQuestions() + subscriptionQuestions() + viewQuestions() + otherQuestions()
  }

  private func grantQuestions() throws -> [KeptQuestion] {
    try roles().flatMap { role in
      role.grants.flatMap { grant in
        let owner = Text.conditionOfRole(role: role.name, permission: grant.permission)
        return [KeptQuestion(content: .name(.permission, grant.permission), owner: owner)]
          + KeptQuestion.of(grant.when, .condition, owner)
          + grant.fields.map { KeptQuestion(content: .name(.field, $0), owner: owner) }
      }
    }
  }

  private func subscriptionQuestions() throws -> [KeptQuestion] {
    try subscriptions().flatMap { subscription in
      let owner = Text.conditionOfSubscription(subscription: subscription.key)
      var questions =
        KeptQuestion.of(subscription.when, .condition, owner)
        + KeptQuestion.of(subscription.report?.query, .list, owner)
      switch HookEvent(subscription.event) {
      case .field(let name):
        questions.append(KeptQuestion(content: .name(.field, name), owner: owner))
      case .action(let action):
        questions.append(KeptQuestion(content: .name(.action, action.name), owner: owner))
      case .anyChange, .desk, .other: break
      }
      questions.append(KeptQuestion(content: .name(.channel, subscription.channel), owner: owner))
      if case .role(let role) = subscription.audience {
        questions.append(KeptQuestion(content: .name(.role, role), owner: owner))
      }
      return questions
    }
  }

  private func viewQuestions() throws -> [KeptQuestion] {
    try views().flatMap { view in
      let owner = Text.doctorView(name: view.name)
      return KeptQuestion.of(view.query, .list, owner)
        + (view.share.map { [KeptQuestion(content: .name(.role, $0), owner: owner)] } ?? [])
    }
  }

  private func otherQuestions() throws -> [KeptQuestion] {
    var questions: [KeptQuestion] = []
    let setting = DeskSetting.defaultType.rawValue
    if let type = try self.setting(setting) {
      questions.append(
        KeptQuestion(
          content: .name(.type, type), owner: Text.strandOfSetting(name: setting)))
    }
    for bulk in try unfinishedBulks() {
      guard let request = (try? JSON(parsing: bulk.template)).flatMap(Request.init(json:)) else {
        continue
      }
      let owner = Text.strandOfBulk(name: bulk.request)
      questions += request.set.map { KeptQuestion(content: .name(.field, $0.field), owner: owner) }
    }
    return questions
  }
}

extension KeptQuestion {
  fileprivate static func of(
    _ words: String?, _ context: QueryContext, _ owner: Text,
  ) -> [KeptQuestion] {
    words.map { [KeptQuestion(content: .query($0, context), owner: owner)] } ?? []
  }
}
