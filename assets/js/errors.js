// After a form was refused, reading begins at the list of what to mend.
document.querySelector('.errors[tabindex]')?.focus();
