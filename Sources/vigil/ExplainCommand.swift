// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Reporting
import Rules
import SQLiteStorage
import Settings
import Storage
import Surveillance
import Trial

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tell one subject's story: doses, cover, grades, and why each rule did or did not speak.",
        discussion: """
            The verdict is remade from the subject's rows, as the daemon makes it; the store is only read, and no \
            ledger is opened. With --at, rows are those the store held then, before later entries and corrections.

            The page holds the subject's values: keep it inside the hospital.

            Example: vigil explain NCT04217967-03-0127 --config Config/vigil.yaml --at 2024-03-31
            """)

    @Argument(help: "The subject (SDTM USUBJID).")
    var subject: String

    @OptionGroup var configuration: ConfigurationOption

    @Option(help: "The study; may be left out when one is configured.")
    var study: String?

    @Option(help: "As known at the end of this day, or at this minute, by the study's clock; now unless given.")
    var at: String?

    @Option(help: "text or json.")
    var format = Format.text

    @Option(help: "The language of the text: en or zh-Hans.")
    var language = Language.en

    @Option(help: "Columns of the text.")
    var width = 80

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
    }

    func validate() throws {
        guard (60...200).contains(width) else { throw ValidationError("--width is \(width); give 60 to 200.") }
        if let at, ClinicalDate(sdtm: at)?.isComplete != true {
            throw ValidationError("--at is \(at); give a day such as 2024-03-31, or a minute as 2024-03-31T08:30.")
        }
    }

    func run() async throws {
        try await reporting {
            let settings = try loadSettings(at: configuration.config, secrets: .omitted).study(named: study)
            let zone = try StudyTimeZone(settings.protocol.timeZone)
            let now = instant(in: zone)
            let moment = ReviewMoment(now: now, secondsFromUTC: zone.secondsFromUTC(at: now))
            let record = try record(of: settings, known: now)
            let story = explain(record, under: settings.protocol, at: moment)
            guard format == .text else {
                return print(try StoryDocument(story, of: settings.protocol, asKnown: moment).json)
            }
            let page = renderStory(
                story, of: settings.protocol, asKnown: moment, zone: settings.protocol.timeZone, width: width,
                in: language)
            print(page, terminator: "")
        }
    }

    /// The moment that is asked about.
    private func instant(in zone: StudyTimeZone) -> Timestamp {
        guard let date = at.flatMap({ ClinicalDate(sdtm: $0) }) else { return SystemClock.wallTime() }
        let guess = ReviewMoment(now: Timestamp(milliseconds: 0), secondsFromUTC: 0).start(of: date.earliest)
        let offset = zone.secondsFromUTC(at: guess)
        let midnight = ReviewMoment(now: guess, secondsFromUTC: offset).start(of: date.earliest)
        guard let minute = date.minuteOfDay else { return midnight + 86_399.999 }
        return midnight + Double(minute * 60)
    }

    private func record(of settings: StudySettings, known instant: Timestamp) throws -> SubjectRecord {
        let store = try SQLiteFollowUpStore(path: settings.store)
        let name = settings.protocol.study
        let history = at == nil ? nil : try store.history(study: name, subject: subject)
        let record = try history.map { $0.record(at: instant) } ?? store.record(study: name, subject: subject)
        guard record.demographics == nil, record.isEmpty, record.defects.isEmpty else { return record }
        throw NothingOfSubject(
            subject: subject, study: name, firstRow: history?.writes.first?.at,
            known: try store.subjects(study: name))
    }
}

/// A subject of whom no row is on record.
struct NothingOfSubject: Error, CustomStringConvertible {
    var subject: String
    var study: String
    /// When the store got the first row of the subject, where it did so later than was asked.
    var firstRow: Timestamp?
    /// The subjects of the study.
    var known: [String]

    var description: String {
        if let firstRow {
            return
                "the store held no row of \(subject) then; its first came at \(firstRow). Ask for a later --at, or none"
        }
        let example = known.first.map { "; subjects are named as \($0)" } ?? ", and of nobody else"
        return "\(study) has no row of \(subject)\(example)"
    }
}
