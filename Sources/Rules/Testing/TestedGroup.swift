// SPDX-License-Identifier: Apache-2.0

import Trial

/// Whether a subject is one of those who must be tested.
struct TestingPotential {
    var mustBeTested: Bool
    /// The time in which nobody knew; nil where the record told from the first dose on.
    var finding: TestingFinding?
    /// When that time ends by itself.
    var nextDay: CalendarDay?
}

extension TestingJudge {
    /// Whether the subject must be tested, by sex, age and milestones; a test that was done answers for the site.
    ///
    /// SDTM demographics do not say who may bear a child. A woman under the age, and a subject whose sex or age is not
    /// recorded, may: a test or a milestone settles it, and until then the site is asked once.
    func potential(_ who: TestedSubjects) -> TestingPotential {
        let person = look.record.demographics
        switch person?.sex.uppercased() {
        case "M", "MALE": return TestingPotential(mustBeTested: false)
        default: break
        }
        if let person, ["F", "FEMALE"].contains(person.sex.uppercased()), let age = person.age, age >= who.ageBelow {
            return TestingPotential(mustBeTested: false)
        }
        let exemption = look.record.dispositions.filter { who.exemptBy.contains($0.event.uppercased()) }
        let exempted = exemption.map { $0.start ?? ClinicalDate(span.start) }.min { $0.latest < $1.latest }
        let tested = done.first
        let answers = [exempted, tested?.collected].compactMap { $0 }
        let answered = answers.min { $0.latest < $1.latest }
        var potential = TestingPotential(mustBeTested: exempted == nil && tested != nil)
        if let answered, answered.latest <= span.start { return potential }
        let closing = answered != nil && answered == tested?.collected ? tested : nil
        let end = [answered, span.stop.map { ClinicalDate(max($0, span.start)) }].compactMap { $0 }
            .min { $0.latest < $1.latest }
        potential.finding = TestingFinding(
            report: TestingReport(kind: .potentialUnknown, tests: condition.tests.sorted()),
            onset: span.first.start ?? ClinicalDate(span.start), end: end,
            evidence: Evidence(key: span.first.key, reading: span.first.reading),
            closing: end == answered ? closing : nil)
        return potential
    }
}
