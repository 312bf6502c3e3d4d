// SPDX-License-Identifier: Apache-2.0

package import CTCAE
package import Trial

/// What the configuration says about one trial: its arms, terms, prophylaxis and rules.
///
/// A protocol is a value read from `Config/protocols`; nothing in the program knows a trial by name.
package struct StudyProtocol: Hashable, Sendable {
    /// SDTM STUDYID.
    package var study: String
    /// The trial's title as people say it.
    package var title: String
    /// The CTCAE version every grade of this study is given by.
    package var ctcae: CTCAEVersion
    /// IANA name of the study's time zone, by which days and clocks are told.
    package var timeZone: String
    /// The first day on which alerts are sent; episodes that ended before it are history.
    package var monitoringFrom: CalendarDay
    /// Whether officers may not know who takes what: no message and no sheet of an alert says it.
    package var isBlinded: Bool
    /// The arms, in the order the protocol lists them.
    package var arms: [Arm]
    /// The sites that take part; empty where the protocol does not list them.
    package var sites: [Site]
    /// Groups of adverse event terms that rules refer to.
    package var termGroups: [TermGroup]
    /// Prophylactic medications whose cover is classified.
    package var prophylactics: [Prophylactic]
    /// Medications that rules look for besides prophylactics.
    package var medicationLists: [MedicationList]
    /// What is due of each drug; nil where the protocol does not say.
    package var dosing: Dosing?
    /// The packs that some of the rules come from, in the order in which the protocol names them.
    package var packs: [RulePack]
    /// Rules over one subject.
    package var subjectRules: [SubjectRule]
    /// Stopping rules over one arm.
    package var armRules: [ArmRule]
    /// How many retractions one pass may make before all of them are held.
    package var retractionsMax: Int
    /// How many alerts a week the officers can answer, by which a backtest judges the rules.
    package var noiseBudget: NoiseBudget
    /// A hash of the whole file and of its packs, which tells that the configuration changed.
    package var version: String

    /// A protocol; normally read by the settings, which check it first.
    package init(
        study: String, title: String, ctcae: CTCAEVersion, timeZone: String, monitoringFrom: CalendarDay,
        isBlinded: Bool = false, arms: [Arm] = [], sites: [Site] = [], termGroups: [TermGroup] = [],
        prophylactics: [Prophylactic] = [],
        medicationLists: [MedicationList] = [], dosing: Dosing? = nil, subjectRules: [SubjectRule] = [],
        armRules: [ArmRule] = [], packs: [RulePack] = [], retractionsMax: Int, noiseBudget: NoiseBudget = .usual,
        version: String
    ) {
        self.study = study
        self.title = title
        self.ctcae = ctcae
        self.timeZone = timeZone
        self.monitoringFrom = monitoringFrom
        self.isBlinded = isBlinded
        self.arms = arms
        self.sites = sites
        self.termGroups = termGroups
        self.prophylactics = prophylactics
        self.medicationLists = medicationLists
        self.dosing = dosing
        self.packs = packs
        self.subjectRules = subjectRules
        self.armRules = armRules
        self.retractionsMax = retractionsMax
        self.noiseBudget = noiseBudget
        self.version = version
    }
}

/// A treatment arm.
package struct Arm: Hashable, Sendable {
    /// SDTM ARMCD.
    package var code: String
    /// The arm's name for readers.
    package var name: String
    /// Treatments (SDTM EXTRT) that make a subject belong here when started in the first cycle;
    /// empty when the arm is told by ACTARMCD or ARMCD alone.
    package var treatments: Set<String>

    /// An arm; treatments are put in upper case here.
    package init(code: String, name: String, treatments: Set<String> = []) {
        self.code = code
        self.name = name
        self.treatments = Set(treatments.map { $0.uppercased() })
    }
}

/// Adverse event terms that a rule treats as one, compared without regard to case.
package struct TermGroup: Hashable, Sendable {
    /// The name rules refer to.
    package var id: String
    /// Preferred, lowest level or reported terms, lower case, in any language.
    package var terms: Set<String>
    /// Groups whose events it leaves out; where there are any it has no terms, and every other coded event.
    package var except: [TermGroup] = []

    /// A group of terms; they are lowered here.
    package init(id: String, terms: [String]) {
        self.id = id
        self.terms = Set(terms.map { $0.lowercased() })
    }

    /// The group of all coded events that are of none of some groups.
    package init(id: String, except: [TermGroup]) {
        self.id = id
        terms = []
        self.except = except
    }

    /// Whether an event belongs to the group, by its coded, lowest level or reported term.
    package func contains(_ event: AdverseEvent) -> Bool {
        guard except.isEmpty else { return event.isCoded && !except.contains { $0.contains(event) } }
        return [event.preferredTerm, event.lowestLevelTerm, event.reportedTerm].contains { term in
            !term.isEmpty && terms.contains(term.lowercased())
        }
    }
}

extension StudyProtocol {
    /// Whether a group lists the term of an event; one of all others lists none.
    func listsTerm(of event: AdverseEvent) -> Bool {
        termGroups.contains { $0.except.isEmpty && $0.contains(event) }
    }
}
