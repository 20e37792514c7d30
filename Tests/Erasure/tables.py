# SPDX-License-Identifier: MPL-2.0
"""What the test of erasure must know of the commands besides what the interface says of them."""

#: Where the description says text, but what is typed is somebody's or something's name or number.
NAMED = {"unit", "person", "assessor", "to_unit", "to_person", "parent", "successor", "deputy", "contact", "number", "chair",
         "secretary", "quarter", "clause", "clauses", "control", "auditor", "owner", "available", "answers", "responsible",
         "manager", "operator", "handler"}
#: What is part of addresses, in small letters and digits.
SLUGS = {("framework.adopt", "name")}
#: Codes by which other systems know an asset, checked to be no words and no number of a person.
SLUGS |= {("asset.set", field) for field in ("kle", "kitos_system", "kitos_usage", "cvr", "external_ids")}
SLUGS |= {("asset.inventory", "shown")}
#: What only says how a file is to be read, and is kept nowhere.
SLUGS |= {("person.import", f"column_{column}") for column in (
    "name", "mail", "number", "unit", "title", "kind", "from", "first_working_day", "to")} | {("person.import", "shown")}
SLUGS |= {("asset.import", f"column_{column}") for column in (
    "reference", "kind", "name", "about", "unit", "owner", "manager", "operator", "shared", "classification", "personal_data",
    "registered", "kle", "criticality", "criticality_reason", "confidentiality", "confidentiality_reason", "integrity",
    "integrity_reason", "availability", "availability_reason", "authenticity", "authenticity_reason", "available", "recovery",
    "loss", "users", "months", "phase", "kitos_system", "kitos_usage", "cvr", "external_ids", "products", "depends_on")}
SLUGS |= {("asset.import", "shown")}
SLUGS |= {("risk.import", f"column_{column}") for column in (
    "reference", "kind", "title", "scenario", "assets", "threats", "vulnerabilities", "properties", "unit", "owner",
    "classification", "barred", "day", "likelihood", "economy", "reputation", "contract", "regulation", "citizens", "operations",
    "economy_reason", "reputation_reason", "contract_reason", "regulation_reason", "citizens_reason", "operations_reason",
    "reason", "confidence", "treatment")}
SLUGS |= {("risk.import", field) for field in ("shown", "likelihood_steps", "consequence_steps")}
SLUGS |= {("initiative.exercise", "shown"), ("initiative.exercise", "file"), ("suspicion.report", "time")}
SLUGS |= {("course.record_list", f"column_{column}") for column in (
    "mail", "employee", "module", "completed", "result", "score")} | {("course.record_list", "shown")}
#: How a system of the organisation's own is reached, and what its groups are called; its secret is in no ledger.
SLUGS |= {("signIn.provider", field) for field in (
    "name", "issuer", "client", "scopes", "claim", "groups_claim", "groups", "strong")} | {("signIn.secret", "secret")}
#: Threats of a catalogue, by their numbers.
SLUGS |= {("risk.set", "threats"), ("risk.appraise", "threats")}
#: Numbers of measures, with per cents.
SLUGS |= {("risk.assess", "planned")}
#: Texts that say why something is erased: the organisation's proof that it was right to.
KEPT = {("person.erase", field) for field in ("decision", "override_reason", "late_reason")}


#: Kinds whose day is the day they are recorded; the reason is asked for in no other case.
NEVER_LATE = {
    "organisation.name", "hold.place", "hold.lift", "account.open", "account.close", "person.add", "person.identify", "engagement.firstWorkingDay", "token.issue", "token.revoke",
    "signIn.remove", "signIn.require", "signIn.provider", "signIn.secret", "signIn.providerRemove",
    "document.create", "document.import", "document.draft", "document.submit", "document.contact", "document.place",
    "document.summarise", "document.translate", "document.quiz", "publication.set", "publication.review",
    "document.retitle", "document.reclassify", "responsibility.handOver", "duty.remind",
    "notice.open", "notice.acknowledge", "notice.remind", "notice.tell", "action.add", "action.move",
    "action.done", "action.drop", "fact.annul", "fact.correct",
    "consultation.open", "consultation.extend", "consultation.comment", "consultation.agree", "consultation.reply",
    "consultation.dispose", "consultation.close",
    "dispensation.request", "dispensation.amend", "dispensation.advise", "dispensation.recommend",
    "dispensation.submit", "dispensation.withdraw", "dispensation.end", "dispensation.limit", "escalation.set", "decision.confirm",
    "document.statute", "document.dropStatute", "document.topic",
    "topics.propose", "delegation.propose", "measure.propose", "riskMethod.propose", "matter.propose", "proposal.withdraw", "rights.review", "meeting.call", "meeting.move", "meeting.cancel", "meeting.place", "meeting.settle", "meeting.close", "meeting.answer", "meeting.hold", "meeting.minute", "meeting.submit", "meeting.approve",
    "journal.record", "journal.remove",
    "requirement.find", "requirement.law", "requirement.clause", "requirement.amend", "requirement.withdraw", "requirement.map",
    "requirement.unmap", "requirement.assess", "evidence.add", "evidence.withdraw", "nonconformity.explain", "nonconformity.check",
    "scope.open", "scope.decide", "scope.resume", "scope.close", "controlTest.plan", "controlTest.freeze", "controlTest.draw",
    "controlTest.conclude", "controlTest.retire", "framework.adopt", "framework.retire", "report.issue", "review.issue",
    "report.present", "objective.set", "objective.end", "period.close", "campaign.open", "campaign.answer", "campaign.confirm",
    "campaign.close", "course.open", "course.renew", "course.complete", "certificate.revoke", "certificate.reissue", "course.close", "competence.demand", "competence.withdraw", "credential.confirm", "talk.set", "measure.set", "measure.end", "asset.set", "asset.measure", "asset.retire", "asset.inventory", "asset.import",
    "risk.set", "risk.close", "risk.appraise", "risk.import", "acceptance.propose",
    "processing.set", "processing.end",
    "subjectRequest.receive", "subjectRequest.assign", "subjectRequest.identify", "subjectRequest.extend",
    "subjectRequest.note", "subjectRequest.answer",
    "auditEngagement.open", "auditEngagement.close", "evidenceRequest.make", "evidenceRequest.answer", "evidenceRequest.judge",
    "evidenceRequest.withdraw", "initiative.plan", "initiative.drop", "suspicion.report", "suspicion.answer",
}
