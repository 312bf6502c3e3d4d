// SPDX-License-Identifier: Apache-2.0

import Storage
import Trial

/// What happens to one subject from consent to the last contact, as the rows a faultless site would write.
struct SubjectCourse {
    /// The subject.
    let subject: SimulatedSubject
    /// The last day of follow-up.
    let end: CalendarDay
    /// Decides everything that is left to chance.
    var generator: SeededGenerator
    /// Blood cells.
    var marrow: Marrow
    /// Serum.
    var chemistry: SerumChemistry
    /// Study drugs.
    var regimen: Regimen
    /// Protective medications and whether they are being taken.
    var prophylactics: [Prophylactic] = []
    /// Cytopenias that were reported as events and go on.
    var openCytopenias: [OpenCytopenia] = []
    /// When each kind of event may come again, by position in `EventProfile.all`.
    var eventFree: [CalendarDay]
    /// How and when treatment ended.
    var departure: Departure?
    /// The day of the last dose taken.
    var lastDose: CalendarDay?
    /// The lowest neutrophils of the cycle before, which invite infections.
    var lastNeutrophils = 3.0
    /// How many adverse events were reported.
    var eventCount = 0
    /// Body weight in kg.
    var weight: Double
    /// Every row so far.
    var histories: [RowHistory] = []

    private var forms = 0
    private var sequences = [Int](repeating: 0, count: Domain.allCases.count)

    /// A subject who has just consented.
    init(subject: SimulatedSubject, end: CalendarDay, seed: UInt64) {
        self.subject = subject
        self.end = end
        generator = SeededGenerator(seed: seed, stream: UInt64(subject.position) << 8 | 1)
        marrow = Marrow(sex: subject.sex, &generator)
        chemistry = SerumChemistry(sex: subject.sex, &generator)
        regimen = Regimen(subject.actualArm)
        eventFree = [CalendarDay](repeating: subject.consented, count: EventProfile.all.count)
        weight = max(40, (subject.sex == .male ? 68 : 58) + 8.5 * generator.normal())
        histories.reserveCapacity(1_024)
    }

    /// Lives through the trial; afterwards `histories` holds every row.
    mutating func run() {
        register()
        screen()
        var due: CalendarDay? = subject.due
        var number = 1
        while let day = due {
            due = cycle(number, due: day)
            number += 1
        }
        let gone = followUp()
        histories = histories.compactMap { history in
            var kept = history
            kept.versions.removeAll { $0.known > gone }
            return kept.versions.isEmpty ? nil : kept
        }
        recordDeparture()
    }

    /// Begins a form; its number goes into the rows that stand on it.
    mutating func newForm() -> Int {
        forms += 1
        return forms
    }

    /// Records a row and returns its position in `histories`.
    @discardableResult
    mutating func record(
        _ domain: Domain, form: Int, known: CalendarDay, minute: Int,
        promptness: RowHistory.Promptness = .ordinary, _ values: [String: String]
    ) -> Int {
        var values = values
        values["STUDYID"] = SimulatedTrial.study
        values["USUBJID"] = subject.identifier
        if domain != .dm { values["\(domain.code)SEQ"] = String(nextSequence(domain)) }
        let version = RowHistory.Version(known: known, minute: minute, row: SDTMRow(domain: domain, values: values))
        histories.append(RowHistory(form: form, promptness: promptness, versions: [version]))
        return histories.count - 1
    }

    private mutating func nextSequence(_ domain: Domain) -> Int {
        guard let index = Domain.allCases.firstIndex(of: domain) else { return 0 }
        sequences[index] += 1
        return sequences[index]
    }

    private mutating func register() {
        let consented = subject.consented
        record(
            .dm, form: newForm(), known: consented, minute: 9 * 60, promptness: .registration,
            [
                "SUBJID": subject.number, "SITEID": subject.hospital.site, "ARMCD": subject.arm.rawValue,
                "ARM": subject.arm.name, "SEX": subject.sex.rawValue, "RACE": "ASIAN", "COUNTRY": "CHN",
                "AGE": String(subject.age), "AGEU": "YEARS", "RFICDTC": "\(consented)",
            ])
        record(
            .ds, form: newForm(), known: consented, minute: 10 * 60,
            [
                "DSTERM": "INFORMED CONSENT OBTAINED", "DSDECOD": "INFORMED CONSENT OBTAINED",
                "DSCAT": "PROTOCOL MILESTONE", "DSSTDTC": "\(consented)", "EPOCH": "SCREENING",
            ])
    }

    private mutating func screen() {
        let day = min(subject.consented + 1, subject.due - 1)
        guard day <= end else { return }
        let visit = Visit(number: "1", name: "SCREENING", day: day, minute: generator.whole(425...620))
        bloodCount(at: visit)
        serumPanel(at: visit)
        weigh(at: visit)
    }
}
