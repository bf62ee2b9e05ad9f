"""Forms in French, German, Spanish, Italian, Dutch and Portuguese."""

from datetime import date
from decimal import Decimal

from tests.questionnaires.wild.form import Wild

FORMS: list[Wild] = [
    Wild("fr oui non", [
        ("Questionnaire", [
            ["Questionnaire sécurité prestataire"], ["Raison sociale :", "Alder SAS"], ["Date :", "12/03/2026"], [],
            ["N°", "Thème", "Exigence", "Réponse (Oui / Non / Partiel / S.O.)", "Commentaires / justificatifs"],
            ["1", "Gouvernance", "Une PSSI est formalisée", "Oui", "v3"], ["2", None, "Un RSSI est nommé", "Non", None],
            ["3", "Accès", "Les accès sont revus", "Partiellement", "annuel"], ["4", None, "Télétravail encadré", "S.O.", None],
            ["5", None, "Chiffrement", "OUI - AES-256", None],
        ]),
    ], [
        ("1", "Oui", "yes", "v3"), ("2", "Non", "no", ""), ("3", "Partiellement", "partial", "annuel"),
        ("4", "S.O.", "not_applicable", ""), ("5", "OUI - AES-256", "yes", ""),
    ], vendor="Alder SAS", day=date(2026, 3, 12)),
    Wild("de ja nein", [
        ("Fragebogen", [
            ["Lieferantenfragebogen Informationssicherheit"], ["Firma", "Birke GmbH"], ["Datum", "3. März 2026"], [],
            ["Nr.", "Frage", "Ja", "Nein", "Teilweise", "Erläuterung"],
            ["A1", "Gibt es ein ISMS?", "x", None, None, "zertifiziert"],
            ["A2", "Werden Backups erstellt?", None, "X", None, None], ["A3", "Ist MFA aktiv?", None, None, "x", "nur Admins"],
        ]),
    ], [
        ("A1", "Ja", "yes", "zertifiziert"), ("A2", "Nein", "no", ""), ("A3", "Teilweise", "partial", "nur Admins"),
    ], vendor="Birke GmbH", day=date(2026, 3, 3)),
    Wild("es si no", [
        ("Hoja1", [
            ["Empresa:", "Cedro SL"], ["Fecha:", "14/05/2026"], ["Código", "Control", "Cumple (Sí/No/N.A.)", "Observaciones"],
            ["C-01", "Existe política de seguridad", "Sí", "aprobada"], ["C-02", "Se cifran los datos", "No", None],
            ["C-03", "Copias de seguridad", "N.A.", None], ["C-04", "Plan de continuidad", "Parcialmente", "en curso"],
        ]),
    ], [
        ("C-01", "Sí", "yes", "aprobada"), ("C-02", "No", "no", ""), ("C-03", "N.A.", "not_applicable", ""),
        ("C-04", "Parcialmente", "partial", "en curso"),
    ], vendor="Cedro SL", day=date(2026, 5, 14)),
    Wild("it", [
        ("Foglio1", [
            ["Fornitore", "Quercia Srl"], ["ID", "Domanda", "Risposta", "Note"], ["1", "Esiste una policy?", "Sì", "v1"],
            ["2", "I dati sono cifrati?", "No", None], ["3", "Backup?", "Non applicabile", None],
            ["4", "MFA?", "Parzialmente", None],
        ]),
    ], [
        ("1", "Sì", "yes", "v1"), ("2", "No", "no", ""), ("3", "Non applicabile", "not_applicable", ""),
        ("4", "Parzialmente", "partial", ""),
    ], vendor="Quercia Srl"),
    Wild("nl", [
        ("Blad1", [
            ["Leverancier", "Eik BV"], ["Nr", "Vraag", "Antwoord", "Toelichting"], ["1", "Is er beleid?", "Ja", "v1"],
            ["2", "Versleuteling?", "Nee", None], ["3", "Backup?", "N.v.t.", None], ["4", "MFA?", "Gedeeltelijk", None],
        ]),
    ], [
        ("1", "Ja", "yes", "v1"), ("2", "Nee", "no", ""), ("3", "N.v.t.", "not_applicable", ""),
        ("4", "Gedeeltelijk", "partial", ""),
    ], vendor="Eik BV"),
    Wild("pt", [
        ("Planilha1", [
            ["Fornecedor", "Carvalho Lda"], ["Nº", "Pergunta", "Resposta", "Observações"], ["1", "Existe política?", "Sim", "v1"],
            ["2", "Dados cifrados?", "Não", None], ["3", "Backup?", "Não aplicável", None], ["4", "MFA?", "Parcial", None],
        ]),
    ], [
        ("1", "Sim", "yes", "v1"), ("2", "Não", "no", ""), ("3", "Não aplicável", "not_applicable", ""),
        ("4", "Parcial", "partial", ""),
    ], vendor="Carvalho Lda"),
    Wild("decimal ids", [
        ("P", [
            ["No.", "Question", "Response", "Remarks"], [Decimal('1.1'), "Is control 1 in place?", "Yes", None],
            [Decimal('1.2'), "Is control 2 in place?", "No", None],
            ["1.10", "Is control 3 in place?", "Yes", None],
            [Decimal(2), "Is control 4 in place?", "Yes", None],
        ]),
    ], [
        ("1.1", "Yes", "yes", ""), ("1.2", "No", "no", ""), ("1.10", "Yes", "yes", ""), ("2", "Yes", "yes", ""),
    ]),
    Wild("free text", [
        ("P", [
            ["Question", "Vendor Response"], ["Do you encrypt data at rest?", "Yes, AES-256 with AWS KMS."],
            ["Do you have a SOC 2 report?", "No. However, we plan to obtain one in 2027."],
            ["Do you store card data?", "N/A - we do not process payments"], ["Do you have a bug bounty?", "Not currently"],
            ["Do you use subcontractors?", "We do not use any subcontractors."],
            ["Which encryption protocols?", "AES-256; TLS 1.2"], ["How many employees?", Decimal(240)],
            ["When was the last pen test?", date(2025, 11, 3)], ["What uptime do you guarantee?", "99.9%"],
            ["Do you test backups?", "yes - quarterly"], ["Is MFA enforced?", "Yes for admins, no for users"],
        ]),
    ], [
        ("", "Yes, AES-256 with AWS KMS.", "yes", ""), ("", "No. However, we plan to obtain one in 2027.", "text", ""),
        ("", "N/A - we do not process payments", "not_applicable", ""), ("", "Not currently", "no", ""),
        ("", "We do not use any subcontractors.", "no", ""), ("", "AES-256; TLS 1.2", "text", ""), ("", "240", "text", ""),
        ("", "2025-11-03", "text", ""), ("", "99.9%", "text", ""), ("", "yes - quarterly", "yes", ""),
        ("", "Yes for admins, no for users", "text", ""),
    ]),
    Wild("SoA french", [
        ("DdA", [
            ["Déclaration d’applicabilité – ISO/IEC 27001:2022"],
            ["Réf.", "Mesure", "Applicable (O/N)", "Justification", "État de mise en œuvre", "Preuves"],
            ["A.5.1", "Control 1", "N", "motif", "En cours", "doc"], ["A.5.2", "Control 2", "O", "motif", "Mise en œuvre", "doc"],
            ["A.5.3", "Control 3", "O", "motif", "Mise en œuvre", "doc"], ["A.5.4", "Control 4", "O", "motif", "En cours", "doc"],
            ["A.5.5", "Control 5", "O", "motif", "Mise en œuvre", "doc"],
            ["A.5.6", "Control 6", "N", "motif", "Mise en œuvre", "doc"], ["A.5.7", "Control 7", "O", "motif", "En cours", "doc"],
            ["A.5.8", "Control 8", "O", "motif", "Mise en œuvre", "doc"],
            ["A.5.9", "Control 9", "O", "motif", "Mise en œuvre", "doc"],
            ["A.5.10", "Control 10", "O", "motif", "En cours", "doc"],
            ["A.5.11", "Control 11", "N", "motif", "Mise en œuvre", "doc"],
            ["A.5.12", "Control 12", "O", "motif", "Mise en œuvre", "doc"],
            ["A.5.13", "Control 13", "O", "motif", "En cours", "doc"],
            ["A.5.14", "Control 14", "O", "motif", "Mise en œuvre", "doc"],
            ["A.5.15", "Control 15", "O", "motif", "Mise en œuvre", "doc"],
            ["A.5.16", "Control 16", "N", "motif", "En cours", "doc"],
            ["A.5.17", "Control 17", "O", "motif", "Mise en œuvre", "doc"],
            ["A.5.18", "Control 18", "O", "motif", "Mise en œuvre", "doc"],
            ["A.5.19", "Control 19", "O", "motif", "En cours", "doc"],
            ["A.5.20", "Control 20", "O", "motif", "Mise en œuvre", "doc"],
        ]),
    ], [
        ("A.5.1", "En cours", "not_applicable", "motif"), ("A.5.2", "Mise en œuvre", "yes", "motif"),
        ("A.5.3", "Mise en œuvre", "yes", "motif"), ("A.5.4", "En cours", "partial", "motif"),
        ("A.5.5", "Mise en œuvre", "yes", "motif"), ("A.5.6", "Mise en œuvre", "not_applicable", "motif"),
        ("A.5.7", "En cours", "partial", "motif"), ("A.5.8", "Mise en œuvre", "yes", "motif"),
        ("A.5.9", "Mise en œuvre", "yes", "motif"), ("A.5.10", "En cours", "partial", "motif"),
        ("A.5.11", "Mise en œuvre", "not_applicable", "motif"), ("A.5.12", "Mise en œuvre", "yes", "motif"),
        ("A.5.13", "En cours", "partial", "motif"), ("A.5.14", "Mise en œuvre", "yes", "motif"),
        ("A.5.15", "Mise en œuvre", "yes", "motif"), ("A.5.16", "En cours", "not_applicable", "motif"),
        ("A.5.17", "Mise en œuvre", "yes", "motif"), ("A.5.18", "Mise en œuvre", "yes", "motif"),
        ("A.5.19", "En cours", "partial", "motif"), ("A.5.20", "Mise en œuvre", "yes", "motif"),
    ]),
    Wild("fr conformité", [
        ("Exigences", [
            ["Réf", "Exigence de sécurité", "Conforme / Non conforme / Partiellement conforme / NA", "Précisions"],
            ["EX-1", "Chiffrement", "Conforme", "AES"], ["EX-2", "Sauvegarde", "Non conforme", None],
            ["EX-3", "MFA", "Partiellement conforme", None], ["EX-4", "Cloud", "NA", None],
        ]),
    ], [
        ("EX-1", "Conforme", "yes", "AES"), ("EX-2", "Non conforme", "no", ""), ("EX-3", "Partiellement conforme", "partial", ""),
        ("EX-4", "NA", "not_applicable", ""),
    ]),
    Wild("de Umsetzung", [
        ("Prüfliste", [
            ["Anforderung", "Titel", "Umsetzung (ja / teilweise / nein / entbehrlich)", "Bemerkungen"],
            ["ISMS.1.A1", "Leitlinie", "ja", "ok"], ["ISMS.1.A2", "Ziele", "teilweise", None],
            ["ISMS.1.A3", "Rolle", "nein", None], ["ISMS.1.A4", "Beauftragte", "entbehrlich", "klein"],
        ]),
    ], [
        ("ISMS.1.A1", "ja", "yes", "ok"), ("ISMS.1.A2", "teilweise", "partial", ""), ("ISMS.1.A3", "nein", "no", ""),
        ("ISMS.1.A4", "entbehrlich", "not_applicable", "klein"),
    ]),
    Wild("french colonnes", [
        ("Feuil1", [
            ["Réf.", "Question", "Oui", "Non", "NC", "Commentaires"],
            ["1", "Une charte informatique existe-t-elle ?", "X", None, None, "2024"],
            ["2", "Les données sont-elles chiffrées ?", None, "X", None, None],
            ["3", "Un PCA existe-t-il ?", None, None, "X", None],
        ]),
    ], [
        ("1", "Oui", "yes", "2024"), ("2", "Non", "no", ""), ("3", "NC", "not_applicable", ""),
    ]),
    Wild("fr fournisseur", [
        ("Feuil1", [
            ["Nom du fournisseur", "Bouleau SAS"], ["Interlocuteur", "RSSI"], ["Rempli le", "02/04/2026"], [],
            ["Thématique", "N° question", "Intitulé de la question", "Réponse du fournisseur", "Commentaire du fournisseur",
             "Pièce jointe"],
            ["Gouvernance", "G1", "Disposez-vous d’une PSSI ?", "Oui, revue chaque année", "v3", "PSSI.pdf"],
            ["Gouvernance", "G2", "Avez-vous un DPO ?", "Non", None, None],
        ]),
    ], [
        ("G1", "Oui, revue chaque année", "yes", "v3"), ("G2", "Non", "no", ""),
    ], vendor="Bouleau SAS", day=date(2026, 4, 2)),
    Wild("de fragenkatalog", [
        ("Fragen", [
            ["Fragenkatalog IT-Sicherheit"], ["Name des Unternehmens:", "Ulme AG"], ["Ausgefüllt am:", "05.06.2026"],
            ["Ausgefüllt von:", "CISO"], [],
            ["Lfd. Nr.", "Themengebiet", "Fragestellung", "Antwort des Auftragnehmers", "Bemerkung / Nachweis"],
            ["1", "ISMS", "Ist ein ISMS eingeführt?", "Ja", "Zertifikat"], ["2", "ISMS", "Gibt es einen ISB?", "Nein", None],
            ["3", "BCM", "Gibt es einen Notfallplan?", "In Umsetzung", "2027"],
        ]),
    ], [
        ("1", "Ja", "yes", "Zertifikat"), ("2", "Nein", "no", ""), ("3", "In Umsetzung", "partial", "2027"),
    ], vendor="Ulme AG", day=date(2026, 6, 5)),
    Wild("es cuestionario", [
        ("Cuestionario", [
            ["CUESTIONARIO DE SEGURIDAD"], ["Nombre de la empresa", "Olmo SA"], ["Fecha", "07/08/2026"], [],
            ["Nº", "Ámbito", "Pregunta", "Respuesta", "Evidencias / Observaciones"],
            ["1", "Gobierno", "¿Dispone de un SGSI?", "Sí", "ISO"], ["2", "Accesos", "¿Se utiliza doble factor?", "No", None],
            ["3", "Continuidad", "¿Existe un plan?", "En proceso", None],
        ]),
    ], [
        ("1", "Sí", "yes", "ISO"), ("2", "No", "no", ""), ("3", "En proceso", "partial", ""),
    ], vendor="Olmo SA", day=date(2026, 8, 7)),
]
