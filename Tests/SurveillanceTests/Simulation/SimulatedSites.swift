// SPDX-License-Identifier: Apache-2.0

import Kit
import Storage
import Synchronization
import Trial

/// The sites of the simulated trials: they enter rows, correct, re-date, delete and spoil them, and mend them again.
final class SimulatedSites: Sendable {
    private struct State {
        var random: Seeded
        var today: CalendarDay
        var references = 0
        /// Rows that were deleted and may come back as they were.
        var deleted: [(name: SubjectName, row: TruthRow)] = []
    }

    let truth: TruthBook
    let subjects: [SubjectName]
    private let auditor: Auditor
    private let store: Mutex<any SimulatedStore>
    private let state: Mutex<State>

    init(
        studies: [String], subjectsEach: Int, seed: UInt64, truth: TruthBook, auditor: Auditor,
        store: any SimulatedStore
    ) {
        self.truth = truth
        self.auditor = auditor
        self.store = Mutex(store)
        subjects = studies.flatMap { study in
            (1...subjectsEach).map { SubjectName(study: study, subject: "\(study)-\($0)") }
        }
        state = Mutex(State(random: Seeded(seed: seed), today: SimulatedProtocol.monitoringFrom))
    }

    func move(to day: CalendarDay) { state.withLock { $0.today = day } }
    func write(into store: any SimulatedStore) { self.store.withLock { $0 = store } }

    /// One to four edits of somebody's rows, more often of those who are watched most.
    func editSomebody() throws {
        let name = subjects[min(draw(subjects.count), draw(subjects.count))]
        for _ in 0...draw(4) { try edit(name) }
    }

    private func edit(_ name: SubjectName) throws {
        let rows = truth.rows(of: name).sorted { $0.key < $1.key }.map(\.value)
        let clinical = rows.filter { $0 != .demographics }
        let isDosed = rows.contains { if case .dose = $0 { true } else { false } }
        switch draw(100) {
        case ..<8 where !rows.contains(.demographics): try put(.demographics, of: name)
        case ..<10 where rows.contains(.demographics) && draw(6) == 0: try remove(.demographics, of: name)
        case ..<18 where !isDosed || draw(8) == 0: try put(.dose(recentDay()), of: name)
        case ..<45: try put(newRow(), of: name)
        case ..<60 where !clinical.isEmpty: try put(corrected(clinical[draw(clinical.count)]), of: name)
        case ..<72 where !clinical.isEmpty:
            let row = clinical[draw(clinical.count)]
            try remove(row, of: name)
            try put(redated(row), of: name)
        case ..<82 where !clinical.isEmpty: try remove(clinical[draw(clinical.count)], of: name)
        case ..<88: try restoreDeleted()
        case ..<94 where !clinical.isEmpty: try put(spoiled(clinical[draw(clinical.count)]), of: name)
        case ..<100: for row in clinical { try put(mended(row), of: name) }
        default: break
        }
    }

    /// Makes every row of everybody readable, now and then.
    func mendAll() throws {
        for name in subjects {
            let rows = truth.rows(of: name).sorted { $0.key < $1.key }
            for (_, row) in rows { try put(mended(row), of: name) }
        }
    }

    /// Enters every row of the book anew, somebody after somebody.
    func writeAll() throws {
        for name in subjects.reversed() {
            for (_, row) in truth.rows(of: name).sorted(by: { $1.key < $0.key }) { try put(row, of: name) }
        }
    }

    private func put(_ row: TruthRow, of name: SubjectName) throws {
        truth.put(row, of: name)
        try store.withLock { store in
            let head = try store.head()
            try store.put(row.sdtm(study: name.study, subject: name.subject))
            if try store.head() > head { auditor.enters(name, at: try store.head()) }
        }
    }

    private func remove(_ row: TruthRow, of name: SubjectName) throws {
        truth.remove(row.key, of: name)
        state.withLock { $0.deleted.append((name, row)) }
        try store.withLock { store in
            let head = try store.head()
            try store.remove(row.sdtm(study: name.study, subject: name.subject))
            if try store.head() > head { auditor.enters(name, at: try store.head()) }
        }
    }

    private func restoreDeleted() throws {
        let last = state.withLock { $0.deleted.popLast() }
        guard let last, truth.rows(of: last.name)[last.row.key] == nil else { return }
        try put(last.row, of: last.name)
    }

    private func draw(_ bound: Int) -> Int { state.withLock { Int.random(in: 0..<bound, using: &$0.random) } }

    private func pick<Element>(_ elements: [Element]) -> Element { elements[draw(elements.count)] }

    // MARK: Rows

    private func newRow() -> TruthRow {
        let reference = state.withLock { state in
            state.references += 1
            return "R\(state.references * 37 % 1_000)-\(state.references)"
        }
        if draw(100) < 60 {
            return .platelets(
                PlateletRow(
                    test: pick(["PLT", "PLAT"]), specimen: pick(["BLOOD", "PLASMA"]), day: recentDay(),
                    minute: draw(8) == 0 ? nil : draw(24 * 60), reference: reference, count: newCount(),
                    writing: pick([.gigaPerLitre, .gigaPerLitre, .perMicrolitre, .thousandPerMicrolitre])))
        }
        let (verbatim, term) = pick([
            ("tingling", "Neuropathy peripheral"), ("numb feet", "Neuropathy peripheral"),
            ("tingling", "Paraesthesia"), ("lung infection", "Pneumonia"), ("fever", "Sepsis"),
        ])
        let day = recentDay()
        return .event(
            EventRow(
                verbatim: verbatim, term: term, day: day, reference: reference, grade: 1 + draw(4),
                pain: pick([.yes, .no, .unknown, .unknown]), isSerious: draw(4) == 0,
                end: draw(3) == 0 ? day + draw(8) : nil))
    }

    private func recentDay() -> CalendarDay { state.withLock(\.today) - (draw(4) == 0 ? draw(30) : draw(4)) }

    /// Around the cuts of the rules, with their very values.
    private func newCount() -> Int { pick([9, 10, 24, 25, 29, 30, 31, 49, 50, 51, 3 + draw(60), 60 + draw(300)]) }

    private func corrected(_ row: TruthRow) -> TruthRow {
        switch row {
        case .platelets(var sample):
            sample.count = newCount()
            return .platelets(sample)
        case .event(var event):
            switch draw(4) {
            case 0: event.grade = 1 + draw(4)
            case 1: event.pain = pick([.yes, .no, .unknown])
            case 2: event.end = event.end == nil ? event.day + draw(10) : nil
            default: event.term = recoded(event.term)
            }
            return .event(event)
        case .demographics, .dose: return row
        }
    }

    private func recoded(_ term: String) -> String {
        let terms = Oracle.neuropathies.contains(term) ? Oracle.neuropathies : Oracle.infections
        return pick(terms)
    }

    private func redated(_ row: TruthRow) -> TruthRow {
        switch row {
        case .platelets(var sample):
            sample.day = recentDay()
            return .platelets(sample)
        case .event(var event):
            let day = recentDay()
            event.end = event.end.map { day + max(0, $0 - event.day) }
            event.day = day
            return .event(event)
        case .dose: return .dose(recentDay())
        case .demographics: return row
        }
    }

    private func spoiled(_ row: TruthRow) -> TruthRow {
        switch row {
        case .platelets(var sample):
            sample.writing = pick([.unknownUnit, .word])
            return .platelets(sample)
        case .event(var event):
            event.grade = nil
            return .event(event)
        case .demographics, .dose: return row
        }
    }

    private func mended(_ row: TruthRow) -> TruthRow {
        switch row {
        case .platelets(var sample) where !sample.isCertain:
            sample.writing = .gigaPerLitre
            return .platelets(sample)
        case .event(var event) where event.grade == nil:
            event.grade = 1 + draw(4)
            return .event(event)
        default: return row
        }
    }
}
