package io.sluice.simulator.files;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a file from the command line: {@code --kind items --rows 1000 --seed 7 --fault wrong-total --out items.csv}.
 */
public final class FilesMain {

    private static final Set<String> OPTIONS = Set.of("--kind", "--rows", "--seed", "--fault", "--out");

    private FilesMain() {}

    public static void main(String[] arguments) throws IOException {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** @return 0 when the file was written or help was asked for, 2 when the arguments are wrong */
    static int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        if (arguments.contains("--help") || arguments.isEmpty()) {
            help(out);
            return 0;
        }
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!OPTIONS.contains(arguments.get(i)) || i + 1 == arguments.size()) {
                return wrong(err, arguments.get(i) + " is no option, or has no value");
            }
            options.put(arguments.get(i), arguments.get(i + 1));
        }
        var kind = FileKind.of(options.getOrDefault("--kind", ""));
        var fault = FileFault.of(options.getOrDefault("--fault", "none"));
        String rows = options.getOrDefault("--rows", "1000");
        String seed = options.getOrDefault("--seed", "1");
        if (kind.isEmpty() || fault.isEmpty() || !rows.matches("[1-9]\\d{0,8}") || !seed.matches("\\d{1,9}")) {
            return wrong(err, "--kind, --fault, --rows or --seed is not one of those that --help lists");
        }
        FileGenerator generator =
                new FileGenerator(kind.get(), Long.parseLong(rows), Long.parseLong(seed), fault.get());
        if (!options.containsKey("--out")) {
            generator.write(out);
            return 0;
        }
        try (OutputStream file = Files.newOutputStream(Path.of(options.get("--out")))) {
            FileGenerator.Totals totals = generator.write(file);
            out.println(options.get("--out") + ": " + totals.rows() + " rows, total "
                    + totals.total().toPlainString());
        }
        return 0;
    }

    private static int wrong(PrintStream err, String what) {
        err.println(what);
        return 2;
    }

    private static void help(PrintStream out) {
        out.println("Makes synthetic files; the same options give the same bytes.");
        out.println();
        out.println("  --kind <kind>     what to make");
        for (FileKind kind : FileKind.values()) {
            out.printf("      %-16s %s%n", kind.word(), kind.meaning());
        }
        out.println("  --rows <1 to 999999999>   details of the file, 1000 when not given");
        out.println("  --seed <0 to 999999999>   1 when not given");
        out.println("  --out <file>      standard output when not given");
        out.println("  --fault <fault>   what shall be wrong with it");
        for (FileFault fault : FileFault.values()) {
            out.printf("      %-16s %s%n", fault.word(), fault.meaning());
        }
    }
}
