package io.sluice.format;

import io.sluice.message.ProblemCode;

/** What can go wrong while bytes are read or written. */
public enum FormatProblem implements ProblemCode {
    HL7_NO_MSH(
            "format.hl7-no-msh",
            Category.CONTRACT,
            "The message does not begin with an MSH segment.",
            "Ask the sender for a complete HL7 v2 message; batches (FHS, BHS) need a batch listener."),
    HL7_NO_DELIMITERS(
            "format.hl7-no-delimiters",
            Category.CONTRACT,
            "MSH-1 or MSH-2 is missing or unusable, so the delimiters of the message are unknown.",
            "Ask the sender to fill MSH-1 and MSH-2, usually |^~\\&."),
    HL7_NOT_AN_ACKNOWLEDGEMENT(
            "format.hl7-not-an-acknowledgement",
            Category.TRANSPORT,
            "The reply holds no MSA segment with a code of HL7 table 0008.",
            "Check what answers at the other end of this connection."),
    HL7_TREE_INVALID(
            "format.hl7-tree-invalid",
            Category.MAPPING,
            "The tree cannot be written as HL7 v2.",
            "Correct the mapping: a list of segments, each with its name and fields numbered from 1."),
    HL7_BATCH_INVALID(
            "format.hl7-batch-invalid",
            Category.CONTRACT,
            "Segments FHS, BHS, BTS and FTS are not nested as a batch file demands, or something stands before the first.",
            "Ask the sender for a file as in HL7 v2 section 2.10.3, or for messages alone."),
    PATH_INVALID(
            "format.path-invalid",
            Category.CONFIGURATION,
            "The field path cannot be read.",
            "Write it as SEG[n]-field[repetition]-component-subcomponent, for example PID-3[5=MR]-1."),
    EDIT_TARGET_MISSING(
            "format.edit-target-missing",
            Category.MAPPING,
            "The field to change is not in the message: its segment or the selected repetition is absent.",
            "Guard the edit in the route, or choose a repetition that always exists."),
    EDIT_REFUSED(
            "format.edit-refused",
            Category.CONFIGURATION,
            "MSH-1, MSH-2 and MSH-18 say how all other bytes are read and cannot be edited in place.",
            "Write a new message with a mapping whose output is hl7v2."),
    CHARSET_CANNOT_ENCODE(
            "format.charset-cannot-encode",
            Category.MAPPING,
            "A text holds a character that the charset or the delimiters of the message cannot express.",
            "Choose a wider charset for the output, usually UNICODE UTF-8, or shorten the text in the mapping."),
    DATE_INVALID(
            "format.date-invalid",
            Category.CONTRACT,
            "The value is not an HL7 date or time (YYYY[MM[DD[HH[MM[SS[.S[S[S[S]]]]]]]]][+/-ZZZZ]).",
            "Ask the sender to correct the field, or let the mapping leave it out."),
    JSON_INVALID(
            "format.json-invalid",
            Category.CONTRACT,
            "The document is not valid JSON, or holds a name twice.",
            "Ask the sender to correct the document at the place named."),
    JSON_LIMIT(
            "format.json-limit",
            Category.CONTRACT,
            "The JSON document exceeds a limit: size, depth, or the length of a text, name or number.",
            "Ask the sender for smaller documents, or raise the limit of the system."),
    CSV_INVALID(
            "format.csv-invalid",
            Category.CONTRACT,
            "What should be CSV has a quote in the wrong place, no header row, or another number of columns.",
            "Correct the row named; a dialect without quotes says quote: \"\"."),
    CSV_COLUMNS(
            "format.csv-columns",
            Category.CONTRACT,
            "The first row of the file does not name the columns that are declared, or names one twice.",
            "Ask the sender what changed; correct columns of integration.yaml when the change is wanted."),
    FIXED_INVALID(
            "format.fixed-invalid",
            Category.CONTRACT,
            "A record of fixed columns has another length than declared, or a field that is not of its type.",
            "Ask the sender to correct the field named, or correct its place and type in integration.yaml."),
    XML_INVALID(
            "format.xml-invalid",
            Category.CONTRACT,
            "The document is not well-formed XML, is nested too deeply, or holds text where only elements may stand.",
            "Ask the sender to correct the document at the place named."),
    XML_DTD(
            "format.xml-dtd",
            Category.CONTRACT,
            "The document has a DTD or uses an entity that XML itself does not define; both are refused.",
            "Ask the sender for documents without a DOCTYPE."),
    XML_TREE_INVALID(
            "format.xml-tree-invalid",
            Category.MAPPING,
            "The tree cannot be written as XML: not one root, a name or character that XML does not have.",
            "Correct the mapping: one map with the root element, attributes as @name, text as #text."),
    RECORD_UNKNOWN(
            "format.record-unknown",
            Category.CONTRACT,
            "The record is of no type that the layout declares.",
            "Declare its tag under records of integration.yaml, or ask the sender why it is there."),
    RECORD_TOO_LARGE(
            "format.record-too-large",
            Category.CONTRACT,
            "One record is larger than the limit, so the file is not read on.",
            "Look for a missing line end or closing quote; raise recordLimit when such records are real."),
    FILE_UNFINISHED(
            "format.file-unfinished",
            Category.CONTRACT,
            "The file ends in the middle of a record or of its envelope.",
            "Ask the sender for the whole file."),
    ENCODING_INVALID(
            "format.encoding-invalid",
            Category.CONTRACT,
            "The bytes are not text in the declared encoding.",
            "Ask the sender for the encoding of its files and declare it as encoding."),
    LAYOUT_INVALID(
            "format.layout-invalid",
            Category.CONFIGURATION,
            "What is declared about the records of a file is incomplete or contradicts itself.",
            "Correct the key named; docs/reference-formats.md shows each format."),
    LAYOUT_NEEDED(
            "format.layout-needed",
            Category.CONFIGURATION,
            "A record of fixed columns says nothing without its layout.",
            "Declare records with fields in integration.yaml or at the endpoint."),
    ARCHIVE_INVALID(
            "format.archive-invalid",
            Category.CONTRACT,
            "The archive is broken, is encrypted by zip itself, or is not of the kind declared.",
            "Ask the sender to pack the file again; for encryption use PGP."),
    ARCHIVE_LIMIT(
            "format.archive-limit",
            Category.CONTRACT,
            "Unpacked, the archive is beyond a limit: entries, size of a file, size of all, or ratio.",
            "Ask the sender for smaller archives, or raise the limit when such files are real."),
    ARCHIVE_NESTED(
            "format.archive-nested",
            Category.CONTRACT,
            "A file within the archive is an archive itself.",
            "Ask the sender to pack once only."),
    ARCHIVE_PATH(
            "format.archive-path",
            Category.CONTRACT,
            "A name within the archive leaves its folder, is not plain, or stands twice.",
            "Ask the sender for relative names without '..' and special characters."),
    PGP_INVALID(
            "format.pgp-invalid",
            Category.CONTRACT,
            "The file is not an OpenPGP message, or is broken or cut off.",
            "Ask the sender to encrypt the file again."),
    PGP_NOT_ENCRYPTED(
            "format.pgp-not-encrypted",
            Category.POLICY,
            "The file is signed or packed by OpenPGP but not encrypted, which is required.",
            "Ask the sender to encrypt to the key of this system."),
    PGP_NO_KEY(
            "format.pgp-no-key",
            Category.CONFIGURATION,
            "The file is encrypted to keys none of which is ours.",
            "Give the sender the current public key, or add the older secret key."),
    PGP_NOT_INTACT(
            "format.pgp-not-intact",
            Category.CONTRACT,
            "The encrypted file has no protection of its integrity, or was changed on its way.",
            "Ask the sender to send it again, with integrity protection (MDC or AEAD)."),
    PGP_NOT_SIGNED(
            "format.pgp-not-signed",
            Category.AUTHENTICATION,
            "The file carries no signature, which is required.",
            "Ask the sender to sign its files."),
    PGP_SIGNER_UNKNOWN(
            "format.pgp-signer-unknown",
            Category.AUTHENTICATION,
            "The file is signed by keys none of which is declared for its sender.",
            "Check with the sender by another way which key it uses, then add it."),
    PGP_SIGNATURE_WRONG(
            "format.pgp-signature-wrong",
            Category.AUTHENTICATION,
            "The signature is not one of the declared key over this content.",
            "Ask the sender to send the file again; if it happens again, treat it as an attack."),
    PGP_KEY_EXPIRED(
            "format.pgp-key-expired",
            Category.CONFIGURATION,
            "The key is expired, revoked or not yet valid, so it neither proves a sender nor protects a file.",
            "Get a renewed key from its owner, or renew the own one and give it to the partners."),
    PGP_KEY_UNUSABLE(
            "format.pgp-key-unusable",
            Category.CONFIGURATION,
            "The keys cannot be read, the passphrase does not open them, or none serves this purpose.",
            "Export the keys again (gpg --export, --export-secret-keys) and check the passphrase."),
    VALUE_DOES_NOT_FIT(
            "format.value-does-not-fit",
            Category.MAPPING,
            "A value is too long for its field, is not of the field's type, or would be rounded.",
            "Shorten or round it in the mapping, or make the field longer."),
    X12_NO_ISA(
            "format.x12-no-isa",
            Category.CONTRACT,
            "There is no ISA segment where an X12 interchange must begin, so its delimiters are unknown and nobody can be answered.",
            "Ask the sender for a complete interchange, ISA to IEA."),
    X12_NO_DELIMITERS(
            "format.x12-no-delimiters",
            Category.CONTRACT,
            "The ISA shows delimiters that are the same, or that may stand in data (TA1 codes 004, 026 and 027).",
            "Ask the sender for other delimiters, usually * ^ : ~."),
    X12_SEGMENT_LIMIT(
            "format.x12-segment-limit",
            Category.CONTRACT,
            "A segment of the X12 interchange is longer than 1 MiB; a terminator is probably missing.",
            "Ask the sender to correct the interchange at the byte named."),
    X12_ENVELOPE(
            "format.x12-envelope",
            Category.CONTRACT,
            "The envelope of the X12 interchange does not hold: an end is missing, or a control number or count differs.",
            "The TA1 or 999 says which; ask the sender for a corrected interchange."),
    X12_SET_REJECTED(
            "format.x12-set-rejected",
            Category.CONTRACT,
            "The X12 transaction set has errors for which it is rejected.",
            "The 999 lists them by segment and element; ask the sender for a corrected set."),
    X12_TREE_INVALID(
            "format.x12-tree-invalid",
            Category.MAPPING,
            "The tree cannot be written as X12.",
            "Correct the mapping: a list of segments from ISA on, each with its name and elements numbered from 1."),
    X12_DELIMITER_IN_DATA(
            "format.x12-delimiter-in-data",
            Category.MAPPING,
            "A text holds a delimiter of the interchange, and X12 has no way to escape it.",
            "Let the mapping replace the character, or choose other delimiters in the ISA of the tree."),
    X12_NOT_AN_ACKNOWLEDGEMENT(
            "format.x12-not-an-acknowledgement",
            Category.TRANSPORT,
            "The interchange holds neither a TA1 nor a 999.",
            "Check what the partner sends to this folder.");

    private final Explanation explanation;

    FormatProblem(String code, Category category, String meaning, String remedy) {
        explanation = new Explanation(code, category, meaning, remedy);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
