package io.sluice.catalog.read;

import static io.sluice.catalog.read.TestSource.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.Breaker;
import io.sluice.catalog.Catalog;
import io.sluice.catalog.FileBatch;
import io.sluice.catalog.FileEndpoint;
import io.sluice.catalog.FileListener;
import io.sluice.catalog.FileStore;
import io.sluice.catalog.HttpEndpoint;
import io.sluice.catalog.Identity;
import io.sluice.catalog.Limits;
import io.sluice.catalog.MllpEndpoint;
import io.sluice.catalog.MllpEndpoint.Answer;
import io.sluice.catalog.MllpListener;
import io.sluice.catalog.SecretRef;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SystemFileTest {

    @Test
    void readsEveryKey() {
        var systems = TestSource.good().read().systems();

        assertThat(systems.get("ehr").zone()).isEqualTo(ZoneId.of("America/Chicago"));
        assertThat(systems.get("ehr").identity())
                .isEqualTo(new Identity(List.of("127.0.0.1", "10.1.0.0/16"), List.of("EHR"), List.of()));
        var erp = systems.get("erp");
        assertThat(erp.purposes()).containsExactly("HPAYMT");
        assertThat(erp.limits().rate()).isEqualTo(50);
        assertThat(erp.limits().concurrency()).isEqualTo(8);
        assertThat(erp.limits().hours()).isPresent();
        var customers = (HttpEndpoint) erp.endpoints().get("customers");
        assertThat(customers.method()).isEqualTo("PUT");
        assertThat(customers.idempotent()).isTrue();
        assertThat(customers.auth())
                .contains(new HttpEndpoint.Auth(
                        HttpEndpoint.Auth.Kind.BEARER, Optional.empty(), new SecretRef("env", "ERP_TOKEN")));
        assertThat(customers.breaker()).contains(new Breaker(3, Duration.ofSeconds(10), Duration.ofSeconds(20)));
        var adt = (MllpEndpoint) systems.get("lab").endpoints().get("adt");
        assertThat(adt.controlId()).isEqualTo(MllpEndpoint.ControlId.SHORT20);
        assertThat(adt.ack()).hasSize(6).containsEntry("AE", Answer.DEAD).containsEntry("CE", Answer.RETRY);
    }

    @Test
    void fillsInDefaults() {
        var systems = TestSource.good().read().systems();

        assertThat(systems.get("ehr").listeners().get("ehr"))
                .isEqualTo(new MllpListener(
                        "ehr",
                        "ehr",
                        "127.0.0.1",
                        2575,
                        Optional.empty(),
                        16 * 1024 * 1024,
                        Duration.ofSeconds(30),
                        Duration.ofHours(1),
                        1000,
                        StandardCharsets.UTF_8,
                        ZoneId.of("America/Chicago")));
        assertThat(systems.get("lab").zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(systems.get("lab").identity()).isEqualTo(Identity.ANY);
        assertThat(systems.get("lab").limits()).isEqualTo(Limits.NONE);
        var adt = systems.get("lab").endpoints().get("adt");
        assertThat(adt.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(adt.idempotent()).isFalse();
        assertThat(adt.breaker()).isEmpty();
        assertThat(adt.limits()).isEqualTo(Limits.NONE);
    }

    @Test
    void theDefaultAcknowledgementsAreThoseOfTheRecord() {
        var catalog = TestSource.good()
                .change("systems/lab.yaml", "    ack: {AE: dead}\n", "")
                .read();

        var adt = (MllpEndpoint) catalog.endpoint("lab/adt").orElseThrow();
        assertThat(adt.ack()).isEqualTo(MllpEndpoint.DEFAULT_ACK);
    }

    @Test
    void reportsAllProblemsAtOnceWithLineKeyAndAcceptedValues() {
        var file = "systems/odd.yaml";
        var catalog = TestSource.good().with(file, """
                        owner: {team: Imaging, contact: imaging@example.org}
                        purposes: [PAY]
                        listeners:
                          Imaging: {transport: mllp, port: 2576}
                          pacs: {transport: tcp, port: 2577}
                          ris: {transport: mllp, frameLimit: 16MB, charset: utf8}
                        endpoints:
                          a: {transport: http, url: ftp://example.org, method: HEAD}
                          b: {transport: http, url: "http://example.org", auth: {kind: basic, secret: hunter2}}
                          c: {transport: mllp, host: "a b", port: 0, ack: {AA: ok}}
                          d: {port: 1}
                        """).read();

        assertThat(shown(catalog).lines())
                .containsExactlyInAnyOrder(
                        file + ":1 catalog.key-missing 'description'",
                        file + ":2 catalog.value-invalid 'purposes.0' must be one of: " + purposes(catalog),
                        file
                                + ":4 catalog.name-invalid 'Imaging' must be a name of lower-case letters, digits and hyphens",
                        file
                                + ":5 catalog.value-invalid 'listeners.pacs.transport' must be one of: file, http, jms, kafka, mllp",
                        file + ":6 catalog.key-missing 'port' in 'listeners.ris'",
                        file
                                + ":6 catalog.value-invalid 'listeners.ris.frameLimit' must be a size such as 512KiB or 16MiB",
                        file + ":6 catalog.value-invalid 'listeners.ris.charset' must be one of: UTF-8, ISO-8859-1,"
                                + " ISO-8859-2, ISO-8859-5, ISO-8859-7, ISO-8859-9, ISO-8859-15, US-ASCII, windows-1252,"
                                + " UTF-16, GB18030, Shift_JIS; did you mean 'UTF-8'?",
                        file
                                + ":8 catalog.value-invalid 'endpoints.a.url' must be a URL that begins with http:// or https://",
                        file
                                + ":8 catalog.value-invalid 'endpoints.a.method' must be one of: POST, PUT, PATCH, DELETE, GET",
                        file + ":9 catalog.key-missing 'user' in 'endpoints.b.auth'",
                        file + ":9 catalog.value-invalid 'endpoints.b.auth.secret' must be a reference to a secret,"
                                + " env:NAME or file:/path, never the secret itself",
                        file + ":10 catalog.value-invalid 'endpoints.c.host' must be a host name or an IP address",
                        file + ":10 catalog.value-invalid 'endpoints.c.port' must be a port from 1 to 65535",
                        file + ":10 catalog.value-invalid 'endpoints.c.ack.AA' must be one of: done, retry, dead",
                        file + ":11 catalog.key-missing 'transport' in 'endpoints.d'");
    }

    @Test
    void namesAnUnknownKeyAndWhatMayHaveBeenMeant() {
        var catalog = TestSource.good()
                .change("systems/lab.yaml", "controlId: short20", "controlID: short20")
                .read();

        assertThat(shown(catalog))
                .contains(
                        "systems/lab.yaml:8 catalog.key-unknown 'controlID' in 'endpoints.adt'; did you mean 'controlId'?;"
                                + " known: transport, description, host, port, tls, controlId, ack, charset,");
    }

    @Test
    void valuesThatHaveTheRightShapeAreStillCheckedForSense() {
        var catalog = TestSource.good()
                .change("systems/ehr.yaml", "America/Chicago", "America/Springfield")
                .change(
                        "systems/ehr.yaml",
                        "127.0.0.1, \"10.1.0.0/16\"",
                        "127.0.0.256, \"10.1.0.0/33\", \"fe80::1/64\"")
                .change("systems/erp.yaml", "mon-fri 06:00-22:00", "mon-fri 06:00-06:00")
                .change("systems/erp.yaml", "https://erp.example.org/customers", "https://erp.example.org/a|b")
                .without("environments/local.yaml")
                .read();

        assertThat(shown(catalog).lines().filter(l -> l.startsWith("systems/")))
                .containsExactly(
                        "systems/ehr.yaml:3 catalog.value-invalid 'zone' must be a time zone that exists, such as Europe/Berlin",
                        "systems/ehr.yaml:5 catalog.value-invalid 'identity.addresses.0' must be an IP address or a CIDR"
                                + " block such as 10.1.0.0/16",
                        "systems/ehr.yaml:5 catalog.value-invalid 'identity.addresses.1' must be an IP address or a CIDR"
                                + " block such as 10.1.0.0/16",
                        "systems/erp.yaml:4 catalog.value-invalid 'limits.hours.0' must be from one time to another; write"
                                + " 00:00-24:00 for a whole day",
                        "systems/erp.yaml:9 catalog.value-invalid 'endpoints.customers.url' must be a URL without spaces"
                                + " and other characters that need escaping");
    }

    @Test
    void hoursMayNameTheirZoneAndBlackouts() {
        var hours = TestSource.good()
                .change(
                        "systems/erp.yaml",
                        "[\"mon-fri 06:00-22:00\"]",
                        "{zone: Europe/Berlin, open: [\"mon-fri 22:00-06:00\"], blackout: [\"fri 23:00-24:00\","
                                + " \"2026-12-25\", \"2026-12-24 18:00-24:00\", \"2026-12-30/2027-01-01\"]}")
                .read()
                .systems()
                .get("erp")
                .limits()
                .hours()
                .orElseThrow();

        assertThat(hours.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(hours.windows()).hasSize(1);
        assertThat(hours.blackouts()).hasSize(1);
        assertThat(hours.closed().stream().map(Object::toString))
                .containsExactly(
                        "Dated[from=2026-12-25T00:00, until=2026-12-26T00:00]",
                        "Dated[from=2026-12-24T18:00, until=2026-12-25T00:00]",
                        "Dated[from=2026-12-30T00:00, until=2027-01-02T00:00]");
    }

    @Test
    void hoursThatNeverOpenAndDaysThatDoNotExistAreRefused() {
        assertThat(hoursProblem("{blackout: [\"mon-sun 00:00-12:00\", \"mon-sun 12:00-24:00\"]}"))
                .contains("'limits.hours' must be open at some time of the week; its blackouts cover all of it");
        assertThat(hoursProblem("{blackout: [\"2026-02-30\"]}"))
                .contains("'limits.hours.blackout.0' must be days that exist");
        assertThat(hoursProblem("{blackout: [\"2026-02-03/2026-02-01\"]}"))
                .contains("'limits.hours.blackout.0' must be from earlier to later");
        assertThat(hoursProblem("{zone: Europe/Springfield, open: [\"mon 06:00-07:00\"]}"))
                .contains("'limits.hours.zone' must be a time zone that exists");
    }

    private static String hoursProblem(String hours) {
        return shown(TestSource.good()
                .change("systems/erp.yaml", "[\"mon-fri 06:00-22:00\"]", hours)
                .read());
    }

    @Test
    void aVariableWithoutValueAndDefaultIsNamed() {
        var catalog = TestSource.good()
                .change("systems/lab.yaml", "port: 2600", "port: ${LAB_PORT}")
                .read();

        assertThat(shown(catalog)).contains("systems/lab.yaml:7 catalog.variable-not-set LAB_PORT");
    }

    @Test
    void readsListenersAndEndpointsOfFiles() {
        var catalog = TestSource.good()
                .change("systems/erp.yaml", "endpoints:\n", """
                        listeners:
                          drop:
                            transport: file
                            sftp: {host: sftp.example.org, account: sluice, hostKey: "file:/etc/sluice/sftp.pub", privateKey: "file:/run/secrets/key"}
                            folder: inbound/items
                            archive: archive
                            quarantine: quarantine
                            complete: {by: done-file}
                          local:
                            transport: file
                            folder: /data/in
                            archive: /data/archive
                            quarantine: /data/quarantine
                            receipts: /data/receipts
                            complete: {by: temporary-suffix, suffix: .tmp}
                        endpoints:
                          extract:
                            transport: file
                            folder: /data/out
                            name: "items-{date}-{sequence}.json"
                        """)
                .read();

        var erp = catalog.systems().get("erp");
        var drop = (FileListener) erp.listeners().get("drop");
        assertThat(drop.store())
                .isEqualTo(new FileStore.Sftp(
                        "sftp.example.org",
                        22,
                        "sluice",
                        "file:/etc/sluice/sftp.pub",
                        Optional.empty(),
                        Optional.of(SecretRef.of("file:/run/secrets/key")),
                        Duration.ofSeconds(30)));
        assertThat(drop.complete())
                .isEqualTo(
                        new FileListener.Complete(FileListener.Complete.By.DONE_FILE, ".done", Duration.ofSeconds(10)));
        assertThat(drop.pattern()).isEqualTo("*");
        var local = (FileListener) erp.listeners().get("local");
        assertThat(local.store()).isEqualTo(new FileStore.Local());
        assertThat(local.complete().suffix()).isEqualTo(".tmp");
        assertThat(local.receipts()).contains("/data/receipts");
        var extract = (FileEndpoint) erp.endpoints().get("extract");
        assertThat(extract.idempotent()).isTrue();
        assertThat(extract.pattern()).isEqualTo("items-{date}-{sequence}.json");
    }

    @Test
    void anSftpServerNeedsAPinnedKeyAndOneWayToProveWhoComes() {
        var catalog = TestSource.good()
                .change("systems/erp.yaml", "endpoints:\n", """
                        endpoints:
                          extract:
                            transport: file
                            sftp: {host: sftp.example.org, account: sluice}
                            folder: out
                        """)
                .read();

        assertThat(shown(catalog))
                .contains("systems/erp.yaml:9 catalog.key-missing 'hostKey'")
                .contains("systems/erp.yaml:9 catalog.key-missing one of 'password' and 'privateKey'");
    }

    @Test
    void readsHowManyDeliveriesBecomeOneFile() {
        var erp = TestSource.good()
                .change("systems/erp.yaml", "endpoints:\n", """
                        endpoints:
                          extract:
                            transport: file
                            folder: out
                            name: "items-{sequence}.csv"
                            format: csv
                            records: {columns: [item, amount], trailer: {tag: T, columns: [tag, n], values: {n: "{count}"}}}
                            batch: {closeAt: ["18:00", "06:30"], zone: Europe/Berlin, count: 500, size: 2MiB, whenEmpty: header}
                          archive:
                            transport: file
                            folder: out
                            pack: zip
                            batch: {closeAt: ["18:00"], entry: "{number}.json"}
                        """)
                .read()
                .systems()
                .get("erp");

        var extract = ((FileEndpoint) erp.endpoints().get("extract")).batch().orElseThrow();
        assertThat(extract.closeAt()).containsExactly(LocalTime.of(6, 30), LocalTime.of(18, 0));
        assertThat(extract.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(extract.count()).isEqualTo(500);
        assertThat(extract.size()).isEqualTo(2 << 20);
        assertThat(extract.whenEmpty()).isEqualTo(FileBatch.WhenEmpty.HEADER);
        assertThat(((FileBatch.Content.Records) extract.content()).layout()).containsKeys("columns", "trailer");
        var archive = ((FileEndpoint) erp.endpoints().get("archive")).batch().orElseThrow();
        assertThat(archive.content()).isEqualTo(new FileBatch.Content.Entries("{number}.json"));
        assertThat(archive.zone()).isEqualTo(erp.zone());
        assertThat(archive.count()).isEqualTo(100_000);
    }

    @Test
    void aBatchThatCouldNeverBeMadeIsRefusedWithTheLine() {
        var catalog = TestSource.good()
                .change("systems/erp.yaml", "endpoints:\n", """
                        endpoints:
                          never: {transport: file, folder: out, format: csv, batch: {whenEmpty: header}}
                          what: {transport: file, folder: out, batch: {count: 5}}
                          plain: {transport: file, folder: out, batch: {count: 5, entry: "{id}"}}
                          alone: {transport: file, folder: out, format: csv}
                          layout: {transport: file, folder: out, format: csv, records: {colums: [a]}, batch: {count: 5}}
                          where: {transport: file, folder: out, format: csv, records: {columns: [a]}, batch: {closeAt: ["06:00"], zone: Mars/Olympus}}
                          nobody: {transport: file, folder: out, format: x12, batch: {closeAt: ["06:00"], whenEmpty: header}}
                        """)
                .read();

        assertThat(shown(catalog).lines().filter(line -> line.startsWith("systems/erp.yaml")))
                .containsExactly(
                        "systems/erp.yaml:7 catalog.key-missing 'closeAt': without it there is no time at which nothing is to go out",
                        "systems/erp.yaml:7 catalog.key-missing one of 'closeAt', 'count' and 'size'",
                        "systems/erp.yaml:8 catalog.key-missing one of 'format' beside it, and 'entry' in it",
                        "systems/erp.yaml:9 catalog.key-missing 'pack: zip', in which each delivery is an entry",
                        "systems/erp.yaml:10 catalog.key-missing 'batch', without which 'format' says nothing",
                        "systems/erp.yaml:11 catalog.value-invalid not a layout of csv: records.colums, which is none of"
                                + " columns, delimiter, detail, encoding, header, lineEnd, names, quote, recordLimit, trailer",
                        "systems/erp.yaml:12 catalog.value-invalid 'endpoints.where.batch.zone' must be a time zone that exists, such as Europe/Berlin",
                        "systems/erp.yaml:13 catalog.value-invalid not possible for x12: an interchange of nothing names no partners");
    }

    private static String purposes(Catalog catalog) {
        return catalog.problems().get(1).detail().replaceFirst(".*one of: ", "");
    }
}
