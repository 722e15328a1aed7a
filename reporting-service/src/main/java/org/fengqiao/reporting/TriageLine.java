package org.fengqiao.reporting;

/**
 * 研判: grade CL-03, difficulty CL-04, route CL-11 and side of the two lists (双清单), as last decided.
 */
public record TriageLine(String grade, String difficulty, String route, String listSide) {}
