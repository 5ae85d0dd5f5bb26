extension Viewer {
  /// What this one sees as far as the plugin's manifest covers it: all that the plugin may be handed
  /// for them.
  package func limited(toPlugin name: String) -> Viewer {
    Viewer(
      authority: authority.limited(to: rulebook.authority(ofPlugin: name)), rulebook: rulebook,
      context: context)
  }

  /// What the plugin is handed of the ticket of a change that it decides on.
  ///
  /// It could not decide on what it does not see: where its manifest says nothing of `ticket.view`, it sees
  /// that ticket. Fields and notes with permissions of their own need those all the same.
  package func decidingOnTicket() -> Viewer {
    guard !authority.grants.contains(where: { $0.covers(.ticketView) }) else { return self }
    let own = CompiledGrant(
      grant: Grant("ticket.view"), condition: nil, owner: authority.actor.text, plugin: "")
    return Viewer(
      authority: Authority(actor: authority.actor, grants: authority.grants + [own]),
      rulebook: rulebook, context: context)
  }

  /// Whether the person exists for this one: they see people, or are that person.
  package func sees(_ person: Person) -> Bool {
    authority.all.allSatisfy { one in
      one.actor == .person(person.id) || one.alone.may(.personView, in: context)
    }
  }

  /// Whether all people exist for this one.
  package var seesPeople: Bool { authority.may(.personView, in: context) }
}

extension Rulebook {
  /// What a plugin sees by its manifest.
  package func viewer(ofPlugin name: String, at now: Instant) -> Viewer {
    Viewer(
      authority: authority(ofPlugin: name), rulebook: self, context: self.context(at: now))
  }
}
