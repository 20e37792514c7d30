// SPDX-License-Identifier: MPL-2.0

import Domain

/// The quiz of the example organisation's policy: invented, as the policy is.
enum DemoQuiz {
    /// The document of the example world that has it.
    static let document = "d01"

    /// Given with the text, before anybody reads it.
    static func fields(_ document: ID<Document>) -> [String: String?] {
        ["document": "\(document)", "danish": danish, "english": english]
    }

    /// As somebody answers who has read the text; nil: the notice asks nothing.
    static func answers(to notice: Notice, _ player: DemoPlayer) -> String? {
        player.register.quiz(of: notice, on: player.today).map { _ in "q1=1 q2=2 q3=0,2" }
    }

    private static let danish = """
        # Spørgsmål

        ## Du er ny hos FKI. Hvornår skal kurset i informationssikkerhed være gennemført? {#q1}
        page: 9
        - [ ] Ved den første årlige samtale
        - [x] Senest 14 dage efter din første arbejdsdag
        - [ ] Når du har brug for adgang til en løsning
        > Nye kolleger har 14 dage fra første arbejdsdag, og alle gennemfører kurset igen hvert år.

        ## Et krav passer ikke til det, din enhed laver. Hvem kan give lov til at fravige det? {#q2}
        page: 7.4
        - [ ] Din leder
        - [ ] Sikkerhed og Beredskab
        - [x] Kun direktionen, på en konkret og begrundet anmodning
        > Afgørelsen får et nummer og skrives ned sammen med vilkårene, så alle kan se, hvad der gælder.

        ## Politikken er ændret. Hvad sker der? {#q3}
        page: 11
        - [x] Du får den nye udgave direkte
        - [ ] Du hører om den på det næste møde i kommunen
        - [x] Den gældende udgave ligger på FKIs hjemmeside
        > Hver medarbejder får den direkte, når den er vedtaget eller ændret, og alle kan læse den.
        """

    private static let english = """
        # Questions

        ## You are new at FKI. By when is the course in information security to be completed? {#q1}
        page: 9
        - [ ] By the first yearly talk
        - [x] Within 14 days of your first working day
        - [ ] When you need access to a solution
        > New colleagues have 14 days from their first working day, and everybody takes the course again each year.

        ## A requirement does not fit what your unit does. Who can allow you to deviate from it? {#q2}
        page: 7.4
        - [ ] Your head of unit
        - [ ] Sikkerhed og Beredskab
        - [x] The executive board alone, when asked concretely and with reasons
        > The decision gets a number and is written down with its conditions, so that all can see what holds.

        ## The policy was changed. What happens? {#q3}
        page: 11
        - [x] You get the new edition directly
        - [ ] You hear of it at the next meeting in the municipality
        - [x] The edition in force is on the website of FKI
        > Every employee gets it directly when it is adopted or changed, and everybody can read it.
        """
}
