package io.sluice.simulator.files;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** Workers as a CSV file of human resources. */
record Workers(long seed) implements FileShape {

    private static final List<String> JOBS = List.of(
            "RN1,Registered Nurse", "MD1,Physician", "LT2,Laboratory Technician", "PH1,Pharmacist", "AC3,Accountant");
    private static final List<String> DEPARTMENTS =
            List.of("4100,Emergency", "4200,Surgery", "6100,Laboratory", "8100,Finance");

    @Override
    public String header(long rows, BigDecimal total) {
        return "employee_id,last_name,first_name,birth_date,hire_date,termination_date,status,job_code,job_title,department,"
                + "department_name,cost_center,location,manager_id,employment_type,fte,license_type,license_number,license_expires,email\n";
    }

    @Override
    public Row row(long number) {
        Draw draw = new Draw(seed, number);
        String family = draw.family();
        String given = draw.given();
        LocalDate hired = draw.day(7000, -1);
        boolean left = draw.chance(5);
        String job = draw.one(JOBS);
        boolean licensed = !job.startsWith("AC");
        BigDecimal fte = draw.one(List.of(new BigDecimal("1.00"), new BigDecimal("0.80"), new BigDecimal("0.50")));
        String status = left ? "T" : draw.chance(3) ? "L" : "A";
        String department = draw.one(DEPARTMENTS);
        String text = String.join(
                ",",
                "E" + (100_000 + number),
                family,
                given,
                draw.day(22_000, -7_300).toString(),
                hired.toString(),
                left ? draw.day(30, 30).toString() : "",
                status,
                job,
                department,
                department.substring(0, 4) + "-" + draw.between(1, 9),
                draw.one(List.of("MAIN", "NORTH", "CLINIC")),
                "E" + (100_000 + draw.between(1, 50)),
                fte.compareTo(BigDecimal.ONE) < 0 ? "PT" : "FT",
                fte.toPlainString(),
                licensed ? "STATE" : "",
                licensed ? "L" + draw.between(10_000, 99_999) : "",
                licensed ? draw.day(-30, 900).toString() : "",
                (given + "." + family + number + "@example.org").toLowerCase(java.util.Locale.ROOT));
        return new Row(text + "\n", fte);
    }

    @Override
    public String trailer(long rows, BigDecimal total) {
        return "TRAILER," + rows + "," + total.toPlainString() + "\n";
    }

    /** A column is missing. */
    @Override
    public String bad(Row row) {
        return row.text().substring(row.text().indexOf(',') + 1);
    }
}
