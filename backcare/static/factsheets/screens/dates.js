// What somebody typed into a field with a calendar stays as they typed it. The calendar would replace whatever
// it cannot read with today; the server knows more ways to write a date, and refuses what it cannot read.
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
