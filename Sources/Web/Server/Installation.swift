// SPDX-License-Identifier: MPL-2.0

public import Domain
public import Exchange
public import Ledger
public import Office
import Synchronization

/// Everything that one server serves: its houses with their desks, and beside them the accounts, sessions and tokens.
public final class Installation: Sendable {
    /// A house and the one door to it.
    struct Room: Sendable {
        let house: House
        let desk: Desk
    }

    let clock: Clock
    let mint: Mint
    let isDemo: Bool
    let settings: Settings
    let version: String
    let aside: Aside
    let accounts: Accounts
    let sessions: Sessions
    let tokens: Tokens
    let throttle: Throttle
    let proofs: Proofs
    let halfway = Halfway()
    let federation: Federation
    let challenges: Challenges
    let lastReads: LastReads
    /// Who may have the files of which package just now, and those that are open.
    let packageTickets = PackageTickets()
    let packageShelf = PackageShelf()
    let passwords: Passwords
    /// Who writes in which manuscript just now.
    let writing = Writing()
    /// Seals what a form says of who wrote in it, also when the session has ended.
    let seal: String
    private let report: @Sendable (String) -> Void
    private let backupEnds: @Sendable () -> Instant?
    private let founding: (@Sendable (ID<Organisation>) throws -> House)?
    let printer: Printer
    /// Sends mail; nil where no relay is set up.
    let postman: Postman?
    private let held = Mutex<[Room]>([])
    private let settingUp = Mutex(false)

    /// - Parameters:
    ///   - side: where accounts, sessions and tokens lie.
    ///   - isDemo: the data is invented; every page says so.
    ///   - version: of the program, for the record of what the set-up did.
    ///   - backupEnds: when the last backup expires that was made until now; nil: there is none.
    ///   - found: makes the house of a new organisation, for the first start; nil: none can be made.
    ///   - relay: where mail is handed over; nil: no mail is sent.
    ///   - caller: asks the sign-in systems of organisations; nil: libcurl, as the settings allow.
    ///   - report: a line for the log.
    /// - Throws: what the side store says when it cannot be read.
    public init(
        side: any SideStore, clock: Clock = .system, mint: Mint = .system, isDemo: Bool, settings: Settings,
        version: String, backupEnds: @escaping @Sendable () -> Instant? = { nil },
        found: (@Sendable (ID<Organisation>) throws -> House)? = nil, relay: (any Relay)? = nil,
        caller: (any WebCaller)? = nil, report: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        self.clock = clock
        self.mint = mint
        self.isDemo = isDemo
        self.settings = settings
        self.version = version
        printer = Printer(settings.pdf)
        postman = relay.map { Postman($0) }
        aside = Aside(side)
        accounts = try Accounts(aside)
        sessions = try Sessions(aside, settings)
        tokens = try Tokens(aside)
        throttle = try Throttle(aside)
        proofs = try Proofs(aside)
        lastReads = LastReads(aside)
        passwords = Passwords(secret: mint.secret())
        seal = try Self.seal(aside, mint)
        challenges = Challenges(seal: seal, mint: mint)
        federation = Federation(
            caller ?? CurlCaller(allowsInternal: settings.allowsInternalProvider), seal: seal, aside: aside,
            clock: clock, mint: mint)
        founding = found
        self.backupEnds = backupEnds
        self.report = report
    }

    /// The seal is kept, so that a form outlives a restart.
    private static func seal(_ aside: Aside, _ mint: Mint) throws -> String {
        let held = try aside.all(.code).first { $0.key == "seal" }?.value["secret"]?.text
        let seal = held ?? mint.secret()
        if held == nil {
            aside.putLater(.members([("secret", .string(seal))]), .code, "seal", owner: nil, expires: nil)
        }
        return seal
    }

    // MARK: Houses

    /// Takes a house in and opens its desk.
    public func add(_ house: House) {
        let organisation = house.id
        let desk = Desk(
            house,
            onErase: { [weak self] person, erased in
                guard let self else { return }
                let place = Account.Place(organisation: organisation, person: person)
                // At once, before a letter is made of what is gone.
                self.postman?.drop(person)
                Task {
                    do { try await self.eraseBeside(place, erased, isRetention: false) } catch {
                        self.note("erasure beside the ledger is finished at the next start: \(error)")
                    }
                }
            }, report: report)
        held.withLock { $0.append(Room(house: house, desk: desk)) }
    }

    /// The houses in the order in which they were taken in.
    public var houses: [House] { held.withLock { $0.map(\.house) } }

    /// The one door to a house.
    public func desk(of organisation: ID<Organisation>) -> Desk? { room(organisation)?.desk }

    func room(_ organisation: ID<Organisation>) -> Room? {
        held.withLock { rooms in rooms.first { $0.house.id == organisation } }
    }

    var rooms: [Room] { held.withLock { $0 } }

    func found() throws -> Room {
        if let room = rooms.first { return room }
        guard let founding else { throw Refusal.unknown }
        let bits = mint.random()
        add(try founding(ID(high: bits.0, low: bits.1)))
        guard let room = rooms.first else { throw Refusal.unknown }
        return room
    }

    /// Signs what is not signed yet. For the end.
    public func close() {
        for room in rooms { room.desk.close() }
    }

    /// The address that people use, without a slash at the end.
    var baseURL: String {
        let given =
            settings.publicAddress ?? "\(settings.isSecure ? "https" : "http")://\(settings.host):\(settings.port)"
        return given.hasSuffix("/") ? String(given.dropLast()) : given
    }

    /// The day on which the last backup expires that was made until now; nil if none is left.
    var lastBackupExpires: Day? {
        backupEnds().flatMap { $0 > clock.now ? Copenhagen.day(of: $0) : nil }
    }

    func newCommand() -> Ref { mint.ordered(at: clock.now) }

    /// A line for the log.
    func note(_ text: String) { report(text) }

    // MARK: Secrets

    /// Whether the first administrator was made. Where passwords were lost the ledgers still tell of accounts.
    public var isSetUp: Bool { !accounts.isEmpty || houses.contains(where: \.hasAccounts) }

    /// Whether there are accounts but nobody has a password: the side store was lost.
    public var hasLostPasswords: Bool { accounts.isEmpty && isSetUp }

    /// A new one-time code for the first administrator; nil when there is an account already. A former code is void.
    public func setUpCode() async throws -> String? {
        guard !isSetUp else { return nil }
        let code = Secret.code(mint)
        try await aside.put(.members([("hash", .string(Secret.hash(code)))]), .code, "setup")
        return code
    }

    /// Whether a code was handed out that is still to be used.
    public func hasSetUpCode() async throws -> Bool {
        if isSetUp { return false }
        return try await aside.get(.code, "setup") != nil
    }

    func isSetUpCode(_ code: String) async throws -> Bool {
        guard let bytes = try await aside.get(.code, "setup"),
            let hash = (try? JSONReader.read(bytes))?["hash"]?.text
        else { return false }
        return Secret.equal(hash, Secret.hash(Secret.normal(code)))
    }

    /// The set-up is made by one at a time.
    func claimSetUp() -> Bool {
        settingUp.withLock { busy in
            defer { busy = true }
            return !busy
        }
    }

    func releaseSetUp() { settingUp.withLock { $0 = false } }

    /// A new one-time code, valid for seven days, with which a person sets the password. The person must have an
    /// account in the house. What was the password before stays until then. Where the user name is one of an account in
    /// another organisation, the code joins the two and gives no password.
    public func invite(_ person: ID<Person>, in organisation: ID<Organisation>) async throws -> String {
        guard let account = try await joined(person, in: organisation) else {
            return try await offer(person, in: organisation)
        }
        let code = Secret.code(mint)
        let kept = Account.Code(hash: Secret.hash(code), until: clock.now.milliseconds + 7 * 86_400_000)
        let changed = try await accounts.change(account.id) {
            $0.code = kept
            return true
        }
        guard changed != nil else { throw Refusal.unknown }
        return code
    }

    /// Sets a person's password without a code: for example data.
    public func setPassword(
        _ password: String, of person: ID<Person>, in organisation: ID<Organisation>
    ) async throws {
        let account = try await account(of: person, in: organisation, joins: true)
        let hash = try await passwords.hash(password)
        try await accounts.change(account.id) {
            ($0.hash, $0.code) = (hash, nil)
            return true
        }
    }

    /// A secret for a token that a fact issued without one: for example data.
    public func secret(
        of token: ID<Token>, to person: ID<Person>, in organisation: ID<Organisation>
    ) async throws -> String {
        try await tokens.issue(.init(organisation: organisation, token: token), to: person, mint: mint)
    }

    /// The account of a person whom a fact gave one; made when it is missing.
    ///
    /// - Parameter joins: whether an account of that name in another organisation is the same human's: for example data. Else
    ///   the one who holds it takes a code, and until then this throws.
    func account(
        of person: ID<Person>, in organisation: ID<Organisation>, joins: Bool = false
    ) async throws -> Account {
        let place = Account.Place(organisation: organisation, person: person)
        if let account = accounts.find(place) { return account }
        guard let house = room(organisation)?.house, let username = house.username(of: person) else {
            throw Refusal.unknown
        }
        guard let account = try await accounts.open(username, at: place, joins: joins, id: newCommand()) else {
            throw JoinPanel.waits
        }
        return account
    }

    /// Where an account may go today: an account that is open, and an engagement.
    func places(of account: Account) -> [Account.Place] {
        account.places.filter { place in
            guard let register = room(place.organisation)?.house.state.register,
                let person = register.persons[place.person]
            else { return false }
            return person.account.newest.flatMap { $0 } != nil && person.isActive(on: clock.today)
        }
    }
}

extension House {
    /// Whether a fact gave somebody an account.
    fileprivate var hasAccounts: Bool {
        state.register.persons.values.contains { $0.account.newest.flatMap { $0 } != nil }
    }

    /// The user name of a person who may sign in.
    func username(of person: ID<Person>) -> String? {
        state.register.persons[person]?.account.newest.flatMap { $0 }.flatMap { texts.text($0) }
    }

    /// The organisation's short name, for the bar.
    var shortName: String {
        let organisation = state.register.organisation
        return organisation.short.newest.flatMap { texts.text($0) } ?? "Værn"
    }

    /// The organisation's name.
    var fullName: String {
        state.register.organisation.name.newest.flatMap { texts.text($0) } ?? shortName
    }
}
