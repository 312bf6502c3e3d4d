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
            _ = try ground.ledger.releaseQuarantined(study: study, at: now)
            let isReleased = auditor.inspect { book in
                let isReleased = book.quarantined.contains { $0.study == study }
                book.quarantined = book.quarantined.filter { $0.study != study }
                return isReleased
            }
            try pass(over: study, options: ReviewOptions(isFull: isReleased))
            if retractionsMax < 1_000 { try pass(over: study, options: ReviewOptions(acceptsRetractions: true)) }
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
        if try !ground.ledger.changesForSummary(study: study).isEmpty { auditor.finds("\(study): a summary is owed") }
        try judgeSystemAlerts(held, of: study)
    }

    /// Each store that replaced another was told of once.
    private mutating func judgeSystemAlerts(_ held: [Alert], of study: String) throws {
        let told = held.filter { $0.episode.rule == "system/store-replaced" && $0.closure == nil }
        let replaced = told.map(\.episode.facet)
        if Set(replaced).count != replaced.count { auditor.finds("\(study): one store was told of twice") }
        let present = try store.store.identity()
        let name = "\(present.identity)/\(present.epoch)"
        if auditor.inspect({ $0.firstStores[study] }) != present, !replaced.contains(name) {
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

    /// The store is replaced by a copy of it under another identity, its rows entered in another order.
    mutating func moveToACopy() throws {
        storesMade += 1
        let copy = try ground.makeStore(storesMade)
        sites.write(into: copy)
        store.store = copy
        auditor.inspect { $0.meetsAnotherStore(feed: [:]) }
        try sites.writeAll()
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
