import Texts

/// What the check of a plugin looks for: the words by which a finding is known, and why it matters.
package enum CheckRule: String, CaseIterable, Sendable {
  case manifest
  case syntax
  case loading
  case loadingCost = "loading-cost"
  case unknownGlobal = "unknown-global"
  case unknownName = "unknown-name"
  case unknownKey = "unknown-key"
  case wrongArgument = "wrong-argument"
  case wrongLane = "wrong-lane"
  case unknownEvent = "unknown-event"
  case impossibleCondition = "impossible-condition"
  case missingPermission = "missing-permission"
  case unusedPermission = "unused-permission"
  case keptVariable = "kept-variable"
  case silentValidator = "silent-validator"
  case pairsOrder = "pairs-order"
  case unknownExport = "unknown-export"
  case unknownText = "unknown-text"
  case missingText = "missing-text"
  case unusedText = "unused-text"
  case unfilledPlace = "unfilled-place"
  case unread
  case luacheck

  package enum Severity: String, Sendable {
    /// It does not load, or fails when it runs.
    case error
    /// It runs, and probably does not do what was meant.
    case warning
  }

  package var severity: Severity {
    switch self {
    case .manifest, .syntax, .loading, .unknownGlobal, .unknownName, .unknownKey, .wrongArgument,
      .wrongLane, .unknownEvent, .missingPermission, .unknownExport, .unknownText:
      .error
    case .loadingCost, .impossibleCondition, .unusedPermission, .keptVariable, .silentValidator,
      .pairsOrder, .missingText, .unusedText, .unfilledPlace, .unread, .luacheck:
      .warning
    }
  }

  /// Whether it is about the words of a plugin.
  var isOfTexts: Bool {
    switch self {
    case .unknownText, .missingText, .unusedText, .unfilledPlace: true
    default: false
    }
  }

  /// Why it is told, in a sentence.
  package var reason: String {
    switch self {
    case .manifest: "plugin.lua is not a manifest that a desk takes."
    case .syntax: "A file is not Lua, or not a text: it does not load."
    case .loading: "The plugin does not load on a desk that has what it requires."
    case .loadingCost:
      "Loading takes more than half of what it may take: a longer list of settings can be too much."
    case .unknownGlobal: "The sandbox has no such global, and reading it raises."
    case .unknownName:
      "docket, a namespace of it, or a value that the desk hands over has no such member."
    case .unknownKey: "A table that a function takes has a key that it does not know: it raises."
    case .wrongArgument: "An argument, or the value of a key, is not of the type that is wanted."
    case .wrongLane:
      "A function does not work where it is called: a before hook, say, reaches no server."
    case .unknownEvent: "No change of a desk ever is that event: the hook never runs."
    case .impossibleCondition: "No ticket fulfils the condition."
    case .missingPermission: "A function needs a permission that the manifest does not ask for."
    case .unusedPermission:
      "The manifest asks for a permission that nothing in the code uses: admins are asked for more"
        + " than the plugin needs."
    case .keptVariable:
      "A hook that decides changes a variable outside of it. The sandbox may be made anew at any"
        + " time, so that the same change would be decided otherwise."
    case .silentValidator: "A hook of docket.validate that never refuses does nothing."
    case .pairsOrder:
      "A loop takes the first key of a table that is written with several: pairs gives names in the"
        + " order of their bytes, not as they are written. Or a decision loops with next, whose order"
        + " is another one in each sandbox."
    case .unknownExport: "docket.call names what no plugin that the manifest requires exports."
    case .unknownText: "docket.tr names a text that no file of locales/ has."
    case .missingText: "A language lacks texts that another one has: people read a mixture."
    case .unusedText: "Nothing says the text."
    case .unfilledPlace: "A text has a place {name} that nothing fills, so people read the braces."
    case .unread:
      "Lua takes the file, and the check cannot read it: its other rules passed it over."
    case .luacheck: "luacheck found it; its own pages explain its numbers."
    }
  }

  /// How it is mended, in a sentence.
  package var remedy: String {
    switch self {
    case .manifest: "Correct the key that is named; see docket help api manifest."
    case .syntax: "Correct the line; columns count characters."
    case .loading: "Correct what is named, then run docket plugin test."
    case .loadingCost:
      "Do at the first call what the top level need not do; make large tables smaller."
    case .unknownGlobal: "Declare it with local, or correct its name."
    case .unknownName: "Take the name that is offered; see docket help api."
    case .unknownKey, .wrongArgument: "See docket help api FUNCTION for keys and types."
    case .wrongLane:
      "Let a before hook leave word (change:schedule, change:notify, state) and an after hook do it."
    case .unknownEvent: "See docket help api events."
    case .impossibleCondition: "Ask for one value of a field, or for several as in stage:new,open."
    case .missingPermission: "Add it to permissions in plugin.lua."
    case .unusedPermission: "Take it out of permissions in plugin.lua."
    case .keptVariable: "Keep it in docket.state, in a field, or in a local of the hook."
    case .silentValidator: "Call change:refuse, or make it an after hook."
    case .pairsOrder: "Say which key is meant, or keep a list; loop with pairs in place of next."
    case .unknownExport:
      "Name the plugin in requires of plugin.lua, and what docket plugin info says that it exports."
    case .unknownText: "Add the key to locales/en.lua, or correct it."
    case .missingText: "Add the keys to the language's file."
    case .unusedText: "Take the key out of all languages, or say it."
    case .unfilledPlace: "Give the value in the call of docket.tr, or take the place out."
    case .unread: "Write the line more simply, and tell the makers of Docket of it."
    case .luacheck: "Change the line, or say -- luacheck: ignore there."
    }
  }
}

/// Something that the check of a plugin found.
package struct CheckFinding: Hashable, Sendable {
  package let rule: CheckRule
  /// The file within the plugin's folder.
  package let file: String
  /// From 1; columns count characters.
  package let line: Int
  package let column: Int
  /// What is wrong, and what would be right where that is known.
  package let words: Text

  package init(_ rule: CheckRule, file: String, line: Int = 1, column: Int = 1, _ words: Text) {
    self.rule = rule
    self.file = file
    self.line = line
    self.column = column
    self.words = words
  }
}
