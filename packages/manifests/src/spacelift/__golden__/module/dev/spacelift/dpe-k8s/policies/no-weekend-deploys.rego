package spacelift

deny["No weekends"] {
  weekend
}
