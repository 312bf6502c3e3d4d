// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Rules

/// What the rules of a protocol may refer to, read before the rules.
///
/// Names are known even where the declaration has a fault, so that one fault does not make others.
struct Declarations {
    /// The CTCAE version; nil after a fault.
    var ctcae: CTCAEVersion?
    /// Arms that were read without fault.
    private(set) var arms: [Arm] = []
    /// Term groups that were read without fault.
    private(set) var termGroups: [TermGroup] = []
    /// Prophylactics that were read without fault.
    private(set) var prophylactics: [Prophylactic] = []

    /// What is due of each drug; nil where the protocol does not say, and after a fault.
    private(set) var dosing: Dosing?
    /// `dosing:` as it stands in the file.
    private(set) var dosingEntry: Entry?
    /// Lists of medications that were read without fault.
    private(set) var medicationLists: [MedicationList] = []
    /// Sites that were read without fault.
    private(set) var sites: [Site] = []
    /// What words for causality mean; nil where the file does not say, and after a fault.
    private(set) var causality: CausalityWords?
    /// Whether the file says what words for causality mean, without fault or with one.
    private(set) var isCausalityGiven = false
    /// The study's time zone; nil after a fault.
    var timeZone: String?
    /// Every rule's name, packs' among them, in the order read; set once the rules are found.
    var ruleNames: [String] = []
    /// The rules over one subject, unread, which other rules may name.
    var subjectRules: [Entry] = []

    private var armEntries: [(id: String, entry: Entry)] = []
    private var termGroupEntries: [(id: String, entry: Entry)] = []
    private var prophylacticEntries: [(id: String, entry: Entry)] = []
    private var medicationListEntries: [(id: String, entry: Entry)] = []
    private var siteEntries: [(id: String, entry: Entry)] = []

    /// ARMCD of every arm, in the order of the file.
    var armCodes: [String] { armEntries.map(\.id) }
    /// Every term group's name, in the order of the file.
    var termGroupNames: [String] { termGroupEntries.map(\.id) }
    /// Every prophylactic's name, in the order of the file.
    var prophylacticNames: [String] { prophylacticEntries.map(\.id) }
    /// Every drug's name, in the order of the file.
    var drugNames: [String] { dosingEntry?.namesDeclared(under: "drugs") ?? [] }
    /// Every toxicity class's name, in the order of the file.
    var toxicityNames: [String] { dosingEntry?.namesDeclared(under: "toxicities") ?? [] }
    /// Every list of medications' name, in the order of the file.
    var medicationListNames: [String] { medicationListEntries.map(\.id) }
    /// Treatments (EXTRT) that make the arms, in alphabetical order.
    var treatments: [String] { arms.reduce(into: Set<String>()) { $0.formUnion($1.treatments) }.sorted() }

    /// Reads the declarations of a protocol file.
    init(_ fields: Fields) {
        ctcae = fields.required("ctcae") { entry in
            entry.choice("a CTCAE version", among: CTCAEVersion.allCases.map { ($0.rawValue, $0) })
        }
        arms = declared("arms", in: fields, identifiedBy: "code", \.armEntries) { $0.arm() }
        let version = ctcae
        termGroups = declared("term_groups", in: fields, isRequired: false, \.termGroupEntries) {
            $0.termGroup(of: version)
        }
        leaveOutGroups()
        prophylactics = declared("prophylactics", in: fields, isRequired: false, \.prophylacticEntries) {
            $0.prophylactic()
        }
        dosingEntry = fields.entry("dosing")
        dosing = dosingEntry?.dosing()
        medicationLists = declared("medication_lists", in: fields, isRequired: false, \.medicationListEntries) {
            $0.medicationList()
        }
        sites = declared("sites", in: fields, isRequired: false, \.siteEntries) { $0.site() }
        for (id, entry) in medicationListEntries where prophylacticNames.contains(id) {
            entry.peek("id")?.fault(
                found: "\"\(id)\", which a prophylactic is called",
                hint: "give it a name of its own: rules refer to both by name")
        }
        readCausality(fields)
    }

    /// Gives the groups of all other events those that they leave out, which a file may name before or after them.
    private mutating func leaveOutGroups() {
        let listed = termGroups.filter { group in
            termGroupEntries.contains { $0.id == group.id && $0.entry.peek("except") == nil }
        }
        for (id, entry) in termGroupEntries {
            guard let position = termGroups.firstIndex(where: { $0.id == id }),
                let names = entry.peek("except")?.uncheckedElements
            else { continue }
            let left = names.compactMap { name in
                name.reference(to: "a term group that lists its terms", among: listed.map(\.id))
            }
            termGroups[position] = TermGroup(id: id, except: listed.filter { left.contains($0.id) })
        }
    }

    private mutating func readCausality(_ fields: Fields) {
        isCausalityGiven = fields.has("causality")
        causality = fields.optional("causality") { $0.causalityWords() }
    }

    private mutating func declared<Value>(
        _ key: String, in fields: Fields, identifiedBy idKey: String = "id", isRequired: Bool = true,
        _ entries: WritableKeyPath<Declarations, [(id: String, entry: Entry)]>, _ read: (Entry) -> Value?
    ) -> [Value] {
        let elements =
            isRequired
            ? fields.required(key) { $0.elements(of: key) } : fields.optional(key) { $0.elements(of: key) }
        guard let elements else { return [] }
        var values: [Value] = []
        for element in elements {
            if let name = element.peek(idKey), let id = name.scalarText {
                if self[keyPath: entries].contains(where: { $0.id == id }) {
                    name.fault(found: "\"\(id)\" a second time", hint: "give each of the \(key) its own name")
                } else {
                    self[keyPath: entries].append((id, element))
                }
            }
            if let value = read(element) { values.append(value) }
        }
        return values
    }

    /// Adds to a rule's fingerprint what the rule refers to.
    func add(
        arms: [String] = [], groups: Set<String>, medications: Set<String> = [], dosing isAboutDoses: Bool = false,
        to fingerprint: inout Fingerprint
    ) {
        let left = termGroups.filter { groups.contains($0.id) }.flatMap(\.except).map(\.id)
        let groups = groups.union(left)
        let referred =
            armEntries.filter { arms.contains($0.id) } + termGroupEntries.filter { groups.contains($0.id) }
            + (prophylacticEntries + medicationListEntries).filter { medications.contains($0.id) }
        for (_, entry) in referred.sorted(by: { $0.id < $1.id }) { fingerprint.add(entry.node) }
        if isAboutDoses, let dosingEntry { fingerprint.add(dosingEntry.node) }
        fingerprint.add(ctcae?.rawValue ?? "")
        fingerprint.add(String(Fingerprint.judgementRevision))
    }
}

extension Entry {
    /// The names given to the elements of a list, whatever else is wrong with them.
    fileprivate func namesDeclared(under key: String) -> [String] {
        (peek(key)?.listed ?? []).compactMap { $0.peek("id")?.scalarText }
    }

    fileprivate func arm() -> Arm? {
        guard let fields = fields(["code", "name", "treatments"]) else { return nil }
        let code = fields.required("code") { $0.text("an ARMCD") }
        let name = fields.required("name") { $0.text("the arm's name") }
        let treatments = fields.optional("treatments") { $0.texts("EXTRT names") }
        guard let code, let name else { return nil }
        return Arm(code: code, name: name, treatments: Set(treatments ?? []))
    }

    fileprivate func termGroup(of version: CTCAEVersion?) -> TermGroup? {
        guard let fields = fields(["id", "terms", "except"]) else { return nil }
        let id = fields.required("id") { $0.identifier() }
        guard fields.has("terms") != fields.has("except") else {
            fault(
                found: fields.has("terms") ? "`terms:` and `except:`" : "no terms",
                hint: "give exactly one of `terms:`, `except:`")
            return nil
        }
        // What is left out is read when every group is known by name.
        if let left = fields.optional("except", { $0.texts("term groups") }), let id, !left.isEmpty {
            return TermGroup(id: id, except: [])
        }
        let terms = fields.optional("terms") { $0.texts("terms") }
        guard let id, let terms else { return nil }
        if let version, let entry = fields.entry("terms") { entry.requireNames(of: version, beside: terms) }
        return TermGroup(id: id, terms: terms)
    }

    /// A group may list the names of every version, but not another version's alone: it would miss the study's events.
    private func requireNames(of version: CTCAEVersion, beside terms: [String]) {
        let dictionary = TermDictionary.of(version)
        let listed = Set(terms.compactMap(dictionary.term(spelling:)))
        for element in uncheckedElements {
            guard let term = element.scalarText, dictionary.term(spelling: term) == nil else { continue }
            if let meant = TermSlips.of(version).meant(by: term), !listed.contains(meant) {
                element.warn(found: "\"\(term)\", a term of no CTCAE version", hint: "did you mean `\(meant)`?")
            }
            guard let name = dictionary.replacement(of: term, renamedOnly: true), !listed.contains(name)
            else { continue }
            element.fault(
                found: "\"\(term)\", which CTCAE v\(version.rawValue) calls by another name",
                hint: "add `\(name)` to this group, or the study's own reports of it are missed")
        }
    }
}
