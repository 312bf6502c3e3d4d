// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Storage
import Trial

/// The ledger the daemon is given: it fails and dies before and after each commit, and an officer answers in between.
///
/// What really was committed, the auditor hears.
struct FaultyLedger: ReviewLedger, Outbox {
    let inner: any SimulatedLedger
    let misfortune: Misfortune
    let auditor: Auditor
    /// What an officer answers just before a commit.
    let meanwhile: @Sendable (Review) -> Void

    func progress(study: String) throws -> StudyProgress? { try ask { try inner.progress(study: study) } }

    func reconciledAlerts(study: String, scope: Scope) throws -> [Alert] {
        try ask { try inner.reconciledAlerts(study: study, scope: scope) }
    }

    func heldRetractions(study: String) throws -> Int {
        try ask { try inner.heldRetractions(study: study) }
    }

    func dueSubjects(study: String, at now: Timestamp) throws -> [String] {
        try ask { try inner.dueSubjects(study: study, at: now) }
    }

    func knownSubjects(study: String) throws -> [String] { try ask { try inner.knownSubjects(study: study) } }
    func summary(study: String, subject: String) throws -> SubjectSummary? {
        try ask { try inner.summary(study: study, subject: subject) }
    }

    func summaries(study: String) throws -> [SubjectSummary] { try ask { try inner.summaries(study: study) } }
    func changesForSummary(study: String) throws -> [AlertChange] {
        try ask { try inner.changesForSummary(study: study) }
    }

    func commit(_ review: Review, tellingSummaries: Bool) throws {
        try ask {
            if misfortune.happens(80) { meanwhile(review) }
            if misfortune.happens(10), let change = review.changes.first { throw AlertMoved(alert: change.alert.id) }
            let pending = try inner.changesForSummary(study: review.study)
            try inner.commit(review, tellingSummaries: tellingSummaries)
            auditor.hears(review, told: tellingSummaries ? pending : [])
        }
    }

    func recordStrike(study: String, subject: String, at now: Timestamp) throws -> Int {
        try inner.recordStrike(study: study, subject: subject, at: now)
    }

    func quarantinedSubjects(study: String, strikesMax: Int) throws -> [String] {
        try ask { try inner.quarantinedSubjects(study: study, strikesMax: strikesMax) }
    }

    func dueMessages(for receiver: String, at now: Timestamp, limit: Int) throws -> [OwedMessage] {
        try ask { try inner.dueMessages(for: receiver, at: now, limit: limit) }
    }

    func record(_ attempts: [AttemptRecord]) throws { try ask { try inner.record(attempts) } }
    func outboxStatus() throws -> OutboxStatus { try ask { try inner.outboxStatus() } }
    func makeDue(for receiver: String) throws { try ask { try inner.makeDue(for: receiver) } }
    func backlog(of receiver: String) throws -> Backlog { try ask { try inner.backlog(of: receiver) } }
    func receiversOwed() throws -> [String] { try ask { try inner.receiversOwed() } }

    /// One call, before and after which the process may die; a call that fails has done nothing.
    private func ask<Value>(_ call: () throws -> Value) throws -> Value {
        try misfortune.strikeLedger()
        let value = try call()
        try misfortune.perhapsCrash()
        return value
    }
}
