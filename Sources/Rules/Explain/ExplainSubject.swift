// SPDX-License-Identifier: Apache-2.0

import CTCAE
package import Trial

/// Tells the story of a subject: what the record says of grades, doses and cover, and what each rule made of it.
///
/// Pure, like `assess`, whose verdict it holds; it costs several times as much and is made for people only.
package func explain(
    _ record: SubjectRecord, under studyProtocol: StudyProtocol, at moment: ReviewMoment
) -> SubjectStory {
    let (verdict, look) = judge(record, under: studyProtocol, at: moment)
    return SubjectStory(
        subject: record.subject, verdict: verdict, doses: look.doses, covers: look.covers, grades: look.gradeCourses,
        rules: studyProtocol.subjectRules.map { look.trace(of: $0, in: verdict) })
}

extension SubjectLook {
    /// How each prophylactic stood from the first dose on.
    fileprivate var covers: [CoverCourse] {
        guard let entry = enrolment.entry, entry <= today else { return [] }
        let contacts = ContactDays(record, today: today)
        return studyProtocol.prophylactics.map { prophylactic in
            let history = CoverHistory(of: prophylactic, in: record, contacts: contacts, today: today)
            return CoverCourse(prophylactic: prophylactic.id, periods: history.periods(in: entry...today))
        }
    }

    /// The terms that ever reached a grade, each with its worst and its last result.
    fileprivate var gradeCourses: [GradeCourse] {
        var courses: [LabTerm: GradeCourse] = [:]
        for position in laboratory.samples.indices {
            laboratory.samples[position].grades.forEach { grade in
                guard let number = grade.grade else { return }
                let row = laboratory.rows[laboratory.samples[position].row]
                let reading = GradedReading(
                    grade: number, reading: row.reading, collected: row.collected,
                    key: laboratory.evidence(laboratory.samples[position]).first?.key ?? row.key)
                guard var course = courses[grade.term] else {
                    courses[grade.term] = GradeCourse(
                        term: grade.term.name(in: studyProtocol.ctcae), baseline: baseline(of: grade.term),
                        worst: reading, last: reading)
                    return
                }
                if reading.isWorse(than: course.worst) { course.worst = reading }
                if reading.isLater(than: course.last) { course.last = reading }
                courses[grade.term] = course
            }
        }
        return courses.values.filter { $0.worst.grade > 0 }.sorted { $0.term < $1.term }
    }

    private func baseline(of term: LabTerm) -> Int? {
        guard let grades = laboratory.baselineGrades(term), grades.count == 1 else { return nil }
        return grades.lowerBound
    }
}

extension GradedReading {
    fileprivate func isLater(than other: GradedReading) -> Bool { place > other.place }

    /// Of equal grades the first is told.
    fileprivate func isWorse(than other: GradedReading) -> Bool {
        grade == other.grade ? place < other.place : grade > other.grade
    }

    private var place: (Int, Int, RowKey) {
        (collected?.latest.daysSince1970 ?? .min, collected?.minuteOfDay ?? -1, key)
    }
}
