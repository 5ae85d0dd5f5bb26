/// What the kernel's own fields, priorities and categories are called, by language and key.
///
/// Plugins label what they bring, and nothing else.
package enum KernelLabels {
  /// The labels in the language of that code, by the keys of plugins' locales; none in another one.
  package static func all(in language: String) -> [String: String] {
    guard let place = languages.firstIndex(of: language) else { return [:] }
    return table.mapValues { $0[place] }
  }

  /// Whether the key is one of these labels'.
  package static func contains(_ key: String) -> Bool { table[key] != nil }

  /// The languages in the order of a row.
  private static let languages = ["en", "de", "es", "nl", "ru"]

  private static let table: [String: [String]] = [
    "field.type": ["Type", "Art", "Tipo", "Soort", "Тип"],
    "field.subject": ["Subject", "Betreff", "Asunto", "Onderwerp", "Тема"],
    "field.queue": ["Queue", "Warteschlange", "Cola", "Wachtrij", "Очередь"],
    "field.stage": ["Stage", "Stufe", "Etapa", "Fase", "Этап"],
    "field.priority": ["Priority", "Priorität", "Prioridad", "Prioriteit", "Приоритет"],
    "field.tags": ["Tags", "Schlagwörter", "Etiquetas", "Labels", "Метки"],
    "field.root_causes": ["Root causes", "Ursachen", "Causas", "Oorzaken", "Причины"],
    "field.requester": ["Requester", "Anfragende Person", "Solicitante", "Aanvrager", "Заявитель"],
    "field.assignee": ["Assignee", "Zuständig", "Responsable", "Behandelaar", "Исполнитель"],
    "field.team": ["Team", "Team", "Equipo", "Team", "Команда"],
    "field.followers": ["Followers", "Beobachtende", "Seguidores", "Volgers", "Наблюдатели"],
    "field.due": ["Due", "Fällig", "Vence", "Uiterlijk", "Срок"],
    "field.wake": ["Back at", "Wieder am", "Vuelve", "Terug op", "Вернётся"],
    "field.parent": ["Part of", "Teil von", "Parte de", "Deel van", "Часть"],
    "field.source": [
      "Came by", "Eingang über", "Llegó por", "Binnengekomen via", "Поступило через",
    ],
    "field.close_reason": [
      "Close reason", "Abschlussgrund", "Motivo de cierre", "Reden van sluiting",
      "Причина закрытия",
    ],
    "field.created": ["Created", "Erstellt", "Creado", "Aangemaakt", "Создано"],
    "field.updated": ["Updated", "Geändert", "Modificado", "Gewijzigd", "Изменено"],
    "field.closed": ["Closed", "Geschlossen", "Cerrado", "Gesloten", "Закрыто"],
    "field.version": ["Version", "Version", "Versión", "Versie", "Версия"],
    "field.body": ["Story", "Beschreibung", "Descripción", "Verhaal", "Описание"],
    "priority.low": ["Low", "Niedrig", "Baja", "Laag", "Низкий"],
    "priority.normal": ["Normal", "Normal", "Normal", "Normaal", "Обычный"],
    "priority.high": ["High", "Hoch", "Alta", "Hoog", "Высокий"],
    "priority.urgent": ["Urgent", "Dringend", "Urgente", "Dringend", "Срочный"],
    "category.open": ["Open", "Offen", "Abierto", "Open", "Открыто"],
    "category.waiting": ["Waiting", "Wartend", "En espera", "Wachtend", "Ожидание"],
    "category.postponed": ["Postponed", "Zurückgestellt", "Aplazado", "Uitgesteld", "Отложено"],
    "category.closed": ["Closed", "Geschlossen", "Cerrado", "Gesloten", "Закрыто"],
    "category.discarded": ["Discarded", "Verworfen", "Descartado", "Weggelegd", "Отброшено"],
  ]
}
