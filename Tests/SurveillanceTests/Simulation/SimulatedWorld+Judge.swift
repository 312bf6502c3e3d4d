// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Storage
import Surveillance
import Trial

extension SimulatedWorld {
    /// Lets everything recover, and then holds what stands against what must.
    mutating func settle() async throws {
        misfortune.set(crash: 0, failure: 0)
        receivers.recover()
        if misfortune.draw(2) == 0 { try sites.mendAll() }
        for study in studies {
            try pass(over: study)
            judgeHeld(study)
            auditor.inspect { book in book.quarantined = book.quarantined.filter { $0.study != study } }
            try pass(over: study, options: ReviewOptions(acceptsRetractions: true, ignoresQuarantine: true))
            judgeHeld(study)
            // One whose rows cannot be read waits for the data manager besides.
            let waiting = auditor.inspect { book in
                book.alerts.values.filter { alert in
                    alert.study == study && alert.isReconciled
                        && alert.episode.uncertainties.contains(.retractionHeld)
                        && !alert.episode.uncertainties.contains(.evidenceUncertain)
                }.map(\.id.text)
            }
            if !waiting.isEmpty { auditor.finds("\(study): an operator agreed, and still held are \(waiting)") }
            try pass(over: study)
        }
        for _ in 0..<30 where try ground.ledger.outboxStatus().pending > 0 {
            try await deliver()
            now = now + 4_500
        }
        // Deliveries took time, in which something may have become due.
        for study in studies { try pass(over: study) }
        try await deliver()
        for study in studies { try judge(study) }
        try judgeMessages()
        trace.append("\(now) judged")
    }

    /// As long as retractions wait for an operator, a system alert says so.
    private func judgeHeld(_ study: String) {
        let waiting = auditor.inspect { $0.heldRetractions(of: study) }
        if waiting.held > 0, waiting.told == 0 { auditor.finds("\(study): \(waiting.held) are held in silence") }
    }

    private mutating func judge(_ study: String) throws {
        let changes = auditor.inspect { $0.changes }
        let report = try pass(over: study)
        if report?.subjectsReviewed != 0 || auditor.inspect({ $0.changes }) != changes {
            auditor.finds("\(study): a pass without news changed something: \(report as PassReport?)")
        }
        let held = try ground.ledger.alerts(
            AlertFilter(study: study, states: [.open, .acknowledged, .closed], includesHistoric: true))
        let booked = auditor.inspect { book in book.alerts.filter { $0.value.study == study } }
        for alert in held where booked[alert.id] != alert { auditor.finds("\(alert.id) is not as it was committed") }
        if held.count != booked.count { auditor.finds("\(study): \(held.count) alerts of \(booked.count) committed") }
        for name in sites.subjects where name.study == study {
            let standing = held.filter { $0.scope == .subject(name.subject) && $0.isReconciled }
            let rows = truth.rows(of: name)
            let instant = now
            let differences = auditor.inspect {
                $0.standingFindings(name, rows: rows, standing: standing, at: instant)
            }
            for difference in differences { auditor.finds("at a quiet point \(difference)") }
        }
        judgeArms(held, of: study)
        if try !ground.ledger.changesForSummary(study: study).isEmpty { auditor.finds("\(study): a summary is owed") }
        try judgeSystemAlerts(held, of: study)
    }

    /// Each arm that crossed its boundary stands as crossed, on exactly the rows that made it, and no other does.
    private func judgeArms(_ held: [Alert], of study: String) {
        let names = sites.subjects.filter { $0.study == study }
        let rows = Dictionary(uniqueKeysWithValues: names.map { ($0.subject, truth.rows(of: $0)) })
        let oracle = ArmOracle(today: now.day(secondsFromUTC: SimulatedProtocol.secondsFromUTC))
        guard !oracle.isOpen(rows) else { return }
        for arm in ["IXA", "LEN"] {
            let standing = held.filter { $0.scope == .arm(arm) && $0.isReconciled }
            let crossing = oracle.crossing(of: arm, in: rows)
            let found = standing.map { alert in
                ExpectedCrossing(
                    onset: alert.episode.onset?.earliest ?? now.day(secondsFromUTC: 0),
                    evidence: alert.episode.evidence.map(\.key))
            }
            if found != [crossing].compactMap({ $0 }) || standing.contains(where: { $0.episode.severity != .critical })
            {
                auditor.finds("\(study) \(arm): crossed \(found), wanted \(String(describing: crossing))")
            }
            if crossing != nil { auditor.inspect { $0.crossings += 1 } }
        }
    }

    /// Each store that replaced another was told of once.
    private mutating func judgeSystemAlerts(_ held: [Alert], of study: String) throws {
        let replaced = held.filter { $0.episode.rule == "system/store-replaced" }.map(\.episode.facet)
        if Set(replaced).count != replaced.count { auditor.finds("\(study): one store was told of twice") }
        let present = try store.store.identity()
        let name = "\(present.identity)/\(present.epoch) after "
        if auditor.inspect({ $0.firstStores[study] }) != present, !replaced.contains(where: { $0.hasPrefix(name) }) {
            auditor.finds("\(study): nobody was told that \(name) is another store")
        }
    }

    /// All that was committed has arrived.
    private func judgeMessages() throws {
        auditor.inspect { book in
            let missing = book.owed.keys.filter { !book.arrived.contains($0) }.sorted()
            if !missing.isEmpty { book.findings.append("never arrived: \(missing)") }
        }
        let status = try ground.ledger.outboxStatus()
        let committed = auditor.inspect { $0.owed.count }
        if status.pending != 0 || status.delivered != committed {
            auditor.finds("\(status) where \(committed) messages were committed")
        }
    }

    // MARK: Other stores

    /// The store is replaced by a copy under another identity: file for file, or its rows entered in another order.
    mutating func moveToACopy() throws {
        storesMade += 1
        let copy = try ground.makeStore(storesMade)
        let former = store.store
        sites.write(into: copy)
        store.store = copy
        if let former = former as? MemoryFollowUpStore, let copy = copy as? MemoryFollowUpStore, storesMade % 2 == 0 {
            var contents = former.backup
            contents.identity = try copy.identity()
            copy.backup = contents
            auditor.inspect { $0.meetsAnotherStore(feed: $0.feed) }
        } else {
            auditor.inspect { $0.meetsAnotherStore(feed: [:]) }
            try sites.writeAll()
        }
        trace.append("\(now) another store")
    }

    /// The store is set back to an earlier state, of which everything had been reviewed and more.
    mutating func restoreABackup() async throws {
        guard let memory = store.store as? MemoryFollowUpStore else { return }
        misfortune.set(crash: 0, failure: 0)
        let (backup, contents, feed) = (memory.backup, truth.contents, auditor.inspect { $0.feed })
        while try memory.head() == backup.feed.count { try sites.editSomebody() }
        for study in studies { try pass(over: study) }
        memory.backup = backup
        truth.contents = contents
        auditor.inspect { $0.meetsAnotherStore(feed: feed) }
        misfortune.set(crash: 6, failure: 6)
        if misfortune.draw(2) == 0 { try sites.editSomebody() }
        trace.append("\(now) an earlier state of the store")
    }

    /// The protocol is amended: the hold begins lower.
    mutating func changeTheCut() {
        guard holdBelow == 30 else { return }
        holdBelow = 25
        auditor.inspect { $0.holdBelow = 25 }
        trace.append("\(now) the hold begins below 25")
    }
}
