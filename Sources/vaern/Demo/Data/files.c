// SPDX-License-Identifier: MPL-2.0

#include "CDemo.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char additions[] = {
#embed "additions.yaml"
};
static const unsigned char dispensations[] = {
#embed "dispensations.yaml"
};
static const unsigned char example_world[] = {
#embed "example-world.yaml"
};
static const unsigned char compliance[] = {
#embed "compliance.yaml"
};
static const unsigned char reports[] = {
#embed "reports.yaml"
};
static const unsigned char measures[] = {
#embed "measures.yaml"
};
static const unsigned char risks[] = {
#embed "risks.yaml"
};
static const unsigned char privacy[] = {
#embed "privacy.yaml"
};
static const unsigned char learning[] = {
#embed "learning.yaml"
};
static const unsigned char awareness[] = {
#embed "awareness.yaml"
};
static const unsigned char proposals[] = {
#embed "proposals.yaml"
};
static const unsigned char fki_politik[] = {
#embed "fki-politik.txt"
};
static const unsigned char nordby[] = {
#embed "nordby.yaml"
};
static const unsigned char administration_af_dataadgange[] = {
#embed "../../../Web/Templates/emner/administration-af-dataadgange.md"
};
static const unsigned char backup_og_restore[] = {
#embed "../../../Web/Templates/emner/backup-og-restore.md"
};
static const unsigned char kryptering[] = {
#embed "../../../Web/Templates/emner/kryptering.md"
};
static const unsigned char leverandoerstyring[] = {
#embed "../../../Web/Templates/emner/leverandoerstyring.md"
};
static const unsigned char logning[] = {
#embed "../../../Web/Templates/emner/logning.md"
};
static const unsigned char sikkerhedshaendelser_og_beredskab[] = {
#embed "../../../Web/Templates/emner/sikkerhedshaendelser-og-beredskab.md"
};
static const unsigned char sletning_af_data[] = {
#embed "../../../Web/Templates/emner/sletning-af-data.md"
};
static const unsigned char styring_af_aktiver[] = {
#embed "../../../Web/Templates/emner/styring-af-aktiver.md"
};
static const unsigned char systemvedligeholdelse[] = {
#embed "../../../Web/Templates/emner/systemvedligeholdelse.md"
};

static const struct vaern_demo_file files[] = {
    {"additions.yaml", additions, sizeof additions},
    {"dispensations.yaml", dispensations, sizeof dispensations},
    {"compliance.yaml", compliance, sizeof compliance},
    {"reports.yaml", reports, sizeof reports},
    {"measures.yaml", measures, sizeof measures},
    {"risks.yaml", risks, sizeof risks},
    {"privacy.yaml", privacy, sizeof privacy},
    {"learning.yaml", learning, sizeof learning},
    {"awareness.yaml", awareness, sizeof awareness},
    {"proposals.yaml", proposals, sizeof proposals},
    {"example-world.yaml", example_world, sizeof example_world},
    {"fki-politik.txt", fki_politik, sizeof fki_politik},
    {"nordby.yaml", nordby, sizeof nordby},
    {"administration-af-dataadgange.md", administration_af_dataadgange, sizeof administration_af_dataadgange},
    {"backup-og-restore.md", backup_og_restore, sizeof backup_og_restore},
    {"kryptering.md", kryptering, sizeof kryptering},
    {"leverandoerstyring.md", leverandoerstyring, sizeof leverandoerstyring},
    {"logning.md", logning, sizeof logning},
    {"sikkerhedshaendelser-og-beredskab.md", sikkerhedshaendelser_og_beredskab, sizeof sikkerhedshaendelser_og_beredskab},
    {"sletning-af-data.md", sletning_af_data, sizeof sletning_af_data},
    {"styring-af-aktiver.md", styring_af_aktiver, sizeof styring_af_aktiver},
    {"systemvedligeholdelse.md", systemvedligeholdelse, sizeof systemvedligeholdelse},
};

const struct vaern_demo_file *vaern_demo_file(unsigned long number) {
    return number < sizeof files / sizeof files[0] ? &files[number] : 0;
}
