// SPDX-License-Identifier: Apache-2.0

/// Who is told of a finding, and how soon.
package enum Severity: String, CaseIterable, Hashable, Sendable, Codable {
    /// Context for the digest; nobody is told.
    case digest
    /// The record needs work by the data manager.
    case query
    /// To be known within the day, not to interrupt.
    case daily
    /// A drug should be held or reduced: same working day.
    case urgent
    /// A patient is in danger now, or the trial must pause: page at once.
    case critical
}

extension Severity: Comparable {
    package static func < (milder: Severity, graver: Severity) -> Bool {
        milder.rank < graver.rank
    }

    private var rank: Int {
        switch self {
        case .digest: 0
        case .query: 1
        case .daily: 2
        case .urgent: 3
        case .critical: 4
        }
    }
}

/// A text in the languages that officers read.
package struct LocalizedText: Hashable, Sendable, Codable {
    /// English.
    package var en: String
    /// Simplified Chinese; empty when the protocol gives none, and English is shown instead.
    package var zhHans: String

    /// A text with its translation.
    package init(en: String, zhHans: String = "") {
        self.en = en
        self.zhHans = zhHans
    }
}
