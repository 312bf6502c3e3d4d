// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import SQLiteStorage
import Settings
import Storage
import Surveillance
import Trial

/// A study's protocol beside the alerts that a ledger holds of it.
struct LedgerComparison: Encodable {
    /// How a rule of the protocol stands to the alerts of the ledger.
    enum State: String, Encodable {
        /// The ledger has alerts of this version.
        case same
        /// The ledger's alerts are of another version.
        case changed
        /// Some are under a name the rule had.
        case renamed
        /// The protocol has no such rule any more.
        case removed
        /// There has been no alert of it.
        case silent
    }

    /// One rule, and what the next pass would do to its alerts.
    struct Line: Encodable {
        var rule: String
        var state: State
        /// Names it had, under which the ledger has alerts.
        var formerly: [String]
        /// Alerts that are open or acknowledged.
        var standing: Int
        /// What would become of them and which would come; absent where the store could not be read.
        var moves: ReviewPreview.Moves?
    }

    var study: String
    var ledger: String
    /// The rules in the order of the protocol, then those it has no more.
    var rules: [Line]
    /// Subjects that were assessed for it.
    var subjects = 0
    /// Why the next pass reviews every subject; absent when it need not.
    var fullReview: String?
    /// Whether rows that no pass has seen are counted too.
    var countsUnreviewedRows = false
    /// Whether the retractions would be held until an operator agrees.
    var holdsRetractions = false
    /// Why the store could not be read; absent when it was.
    var storeFault: String?

    /// Reads a ledger and a study's store, and commits nothing.
    init(of settings: StudySettings, with path: String, now: Timestamp) throws {
        let ledger = try SQLiteLedger(path: path, opening: .existing)
        let studyProtocol = settings.protocol
        study = studyProtocol.study
        self.ledger = path
        let all = try ledger.alerts(
            AlertFilter(study: study, states: [.open, .acknowledged, .closed], includesHistoric: true)
        ).filter { $0.scope != .system }
        rules = LedgerComparison.lines(studyProtocol, all)
        let opening = try StoreOpening(settings)
        guard let watch = opening.watch else {
            storeFault = opening.failure.map { "\($0)" } ?? "it could not be opened"
            return
        }
        let preview = try previewReview(watch, ledger: ledger, now: now)
        subjects = preview.subjects
        fullReview = preview.fullReviewReason?.rawValue
        countsUnreviewedRows = preview.hasUnreviewedRows
        holdsRetractions = preview.holdsRetractions
        for index in rules.indices { rules[index].moves = preview.moves[rules[index].rule] ?? .init() }
        rules.removeAll { $0.state == .removed && $0.standing == 0 && $0.moves == .init() }
    }

    private static func lines(_ studyProtocol: StudyProtocol, _ alerts: [Alert]) -> [Line] {
        let presentNames = studyProtocol.presentNames
        let byRule = Dictionary(grouping: alerts) { presentNames[$0.episode.rule] ?? $0.episode.rule }
        let declared =
            studyProtocol.subjectRules.map { ($0.id, $0.version) }
            + studyProtocol.armRules.map { ($0.id, $0.version) }
        let present = declared.map { id, version in
            let own = byRule[id] ?? []
            let former = Set(own.filter(\.isReconciled).map(\.episode.rule)).subtracting([id]).sorted()
            let latest = own.max { $0.changedAt < $1.changedAt }?.episode.ruleVersion
            let isChanged = own.contains { $0.closure == nil && $0.episode.ruleVersion != version } || latest != version
            let state: State = own.isEmpty ? .silent : !former.isEmpty ? .renamed : isChanged ? .changed : .same
            return Line(rule: id, state: state, formerly: former, standing: own.filter { $0.closure == nil }.count)
        }
        let removed = byRule.keys.filter { id in !declared.contains { $0.0 == id } }.sorted().map { id in
            Line(
                rule: id, state: .removed, formerly: [],
                standing: byRule[id]?.filter { $0.closure == nil }.count ?? 0)
        }
        return present + removed
    }
}

extension LedgerComparison {
    /// A table of the rules of which something would change, and what holds for all of it.
    var text: String {
        let told = rules.filter {
            $0.state == .changed || $0.state == .renamed || $0.state == .removed
                || $0.moves.map { $0 != .init() } ?? false
        }
        var lines = [filled("\(study) against \(ledger): \(summary)", hanging: "  ")]
        if !told.isEmpty {
            let heading = [
                "rule", "state", "stand", "raised", "over", "amended", "carried", "resolved", "superseded", "retracted",
                "told",
            ]
            let table = TextTable(rows: [heading] + told.map(\.cells), rightColumns: Set(2...10), margin: "  ")
            lines += [""] + table.lines + [""] + LedgerComparison.legend
        }
        let still = rules.count - told.count
        if still > 0, storeFault == nil { lines.append("  \(counted(still, "rule")) would change nothing.") }
        if still > 0, storeFault != nil {
            lines.append("  \(counted(still, "rule")): as in the ledger, or without an alert in it.")
        }
        return lines.joined(separator: "\n")
    }

    private var summary: String {
        if let storeFault {
            return "the store cannot be read (\(storeFault)), so that only names and versions are compared."
        }
        let whole =
            switch fullReview {
            case nil: "the protocol is the one of the last review."
            case FullReviewReason.protocolChanged.rawValue?: "the protocol has changed since the last review."
            case FullReviewReason.firstPass.rawValue?: "the ledger has never seen this study."
            default: "the store is not the one that the ledger followed."
            }
        let parts = [
            whole, "\(counted(subjects, "subject")) assessed.",
            countsUnreviewedRows ? "Rows newer than the last review are counted too." : "",
            holdsRetractions ? "There are more retractions than one pass makes: they would be held." : "",
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static let legend = [
        "  stand: open or acknowledged now. over: raised for an episode that has ended. carried: takes the new",
        "  version or name and changes in nothing else. told: changes with a message of their own; the others are",
        "  told in one summary or not at all.",
    ]
}

extension LedgerComparison.Line {
    fileprivate var cells: [String] {
        let state = state == .renamed ? "renamed from \(formerly.joined(separator: ", "))" : state.rawValue
        let numbers = moves.map {
            [
                $0.raised, $0.raisedOver, $0.amended, $0.carriedOver, $0.resolved, $0.superseded, $0.retracted, $0.told,
            ].map { $0 == 0 ? "·" : String($0) }
        }
        return [rule, state, String(standing)] + (numbers ?? Array(repeating: "?", count: 8))
    }
}
